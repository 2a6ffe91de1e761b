import { PRESETS, type PresetId } from '../src/config/presets.ts';
import { expect, test } from './fixtures.ts';

const IDS = Object.keys(PRESETS) as PresetId[];
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

test('one press on a method trains it', async ({ app }) => {
  await app.openLive();
  await app.button('All methods').click();
  const train = app.button('Train it: SimMIM ViT', true);
  await train.scrollIntoViewIfNeeded();
  await train.click();
  await app.reach(5);
  await app.pause();
  await expect(app.radio('Mask strategy', 'Cells')).toBeChecked();
  await expect(app.radio('Whose answer is shown', 'yours')).toBeChecked();
  await expect(app.page.getByText(/^PSNR/)).toBeVisible();
});

test('every method learns, and shows what it makes of a picture', async ({ app }) => {
  test.setTimeout(600_000);
  await app.openLive();
  for (const id of IDS) {
    await test.step(PRESETS[id].label, async () => {
      const losses = await app.page.evaluate(async (preset) => {
        await window.mim.open({ preset, batch: 8 });
        const reports = await window.mim.train(30);
        return reports.map(({ loss }) => loss);
      }, id);
      expect(losses, id).toHaveLength(30);
      expect(losses.every(Number.isFinite), id).toBe(true);
      expect(mean(losses.slice(-5)), id).toBeLessThan(0.97 * mean(losses.slice(0, 3)));
      await expect(app.radio('Whose answer is shown', 'yours')).toBeChecked();
      await expect.poll(() => app.step()).toBe(30);
      await expect(app.page.getByText(/^PSNR/)).toBeVisible();
      const colours = new Set(await app.pixels(app.reconstruction));
      expect(colours.size, id).toBeGreaterThan(8);
    });
  }
});
