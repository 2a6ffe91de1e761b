/** @file Smaller screens: everything can be reached, nothing is cut off, and it trains there too. */

import { expect, test } from './fixtures.ts';
import type { App } from './app.ts';

const overflow = (app: App): Promise<number> =>
  app.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const TINY = { preset: 'mae-xs', batch: 4, data: { side: 32 }, model: { depth: 1 } } as const;

test.describe('a small laptop', () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test('shows pictures and insight side by side, and trains', async ({ app, page }) => {
    await app.openLive('?backend=wasm');
    expect(await overflow(app)).toBeLessThanOrEqual(0);
    for (const picture of app.pictures) await expect(picture).toBeInViewport();
    const shown = page.getByRole('group', { name: 'Shown' });
    await shown.getByRole('button', { name: 'Patch similarity' }).click();
    await expect(app.matrix).toBeInViewport();
    await page.evaluate((config) => window.mim.open(config), TINY);
    await app.train();
    await app.reach(3);
    await shown.getByRole('button', { name: 'Loss on hidden patches' }).click();
    await expect(page.getByText(/^step \d+ · training/)).toBeVisible();
    expect(await overflow(app)).toBeLessThanOrEqual(0);
    await app.pause();
  });
});

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('shows one part at a time, paints by finger, and trains', async ({ app, page }) => {
    await page.goto('./?backend=wasm');
    await app.ready();
    const parts = page.getByRole('navigation', { name: 'Parts of the page' });
    const go = async (name: string): Promise<void> => {
      await parts.getByRole('button', { name }).tap();
      await expect(parts.getByRole('button', { name })).toHaveAttribute('aria-current', 'page');
      expect(await overflow(app), `the part ${name} fits`).toBeLessThanOrEqual(0);
    };
    await expect(app.original).toBeInViewport();
    await page.getByRole('main').getByRole('button', { name: 'What the model sees', exact: true }).tap();
    await expect(app.masked).toBeInViewport({ ratio: 0.9 });
    const before = await app.maskOnScreen();
    await page.getByRole('button', { name: 'Paint with the finger' }).tap();
    const { x, y } = await app.centreOf(app.masked, 18);
    await page.touchscreen.tap(x, y);
    await expect.poll(() => app.maskOnScreen()).not.toEqual(before);
    for (const part of ['Train', 'Insight', 'Runs', 'Image']) await go(part);
    await page.evaluate((config) => window.mim.open(config), TINY);
    await page.getByRole('button', { name: 'Train', exact: true }).first().tap();
    await app.reach(3);
    await go('Insight');
    await expect(page.getByText(/^step \d+ · training/)).toBeVisible();
    await page.getByRole('button', { name: 'Pause', exact: true }).tap();
    await go('Runs');
    await expect(page.getByRole('textbox', { name: 'Name of the run' })).toBeVisible();
    for (const target of await parts.getByRole('button').all()) {
      const box = await target.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), 'large enough for a finger').toBeGreaterThanOrEqual(
        44,
      );
    }
  });
});
