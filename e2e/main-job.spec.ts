/** @file The main job on real input: own photographs, a painted mask, training, weights out and in again. */

import { readdirSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { App } from './app.ts';
import { expect, test } from './fixtures.ts';
import { photo } from './photos.ts';

const NAMES = readdirSync(new URL('../public/data/photos/', import.meta.url)).filter((name) =>
  name.endsWith('.jpg'),
);

async function addPhotographs(app: App, names: readonly string[]): Promise<void> {
  await app.choose(
    'Add images',
    names.map((name) => photo(name)),
  );
  await expect(app.radio('Images', 'Your images')).toBeChecked({ timeout: 60_000 });
  await expect(app.page.getByText(new RegExp(`^${names.length} images: `))).toBeVisible({ timeout: 60_000 });
}

/** Exports by the dialog; returns where the zip lies. */
async function exportZip(app: App): Promise<string> {
  await app.button('Export', true).click();
  const dialog = app.page.getByRole('dialog', { name: 'Export' });
  const saved = app.page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  const path = await download.path();
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return path;
}

/** Imports the zip by the dialog and checks that the same picture comes out of it, byte for byte. */
async function importsTheSame(app: App, zip: string): Promise<void> {
  const answer = await app.pixels(app.reconstruction);
  const mask = await app.maskOnScreen();
  const buffer = readFileSync(zip);
  const names = Object.keys(unzipSync(buffer)).map((name) => name.split('/').at(-1));
  expect(names).toEqual(['model.safetensors', 'config.json', 'preprocessor_config.json']);
  const runs = await app.button(/^Runs/).innerText();
  await app.button('Import', true).click();
  await app.choose('Choose files', [{ name: 'mine.zip', mimeType: 'application/zip', buffer }]);
  await expect(app.page.getByText(/^All \d+ tensors matched/)).toBeVisible();
  await expect(app.button(/^Runs/)).not.toHaveText(runs);
  await expect(app.status).not.toContainText('step');
  await expect.poll(() => app.maskOnScreen()).toEqual(mask);
  await expect.poll(() => app.pixels(app.reconstruction), 'the same picture again').toEqual(answer);
}

/** Paints while the model trains: hot, so that it trains on the painted mask from the next step on. */
async function paintWhileTraining(app: App): Promise<number[]> {
  const before = await app.maskOnScreen();
  await app.paint([5, 6, 10, 9], 4);
  await expect(app.radio('Mask strategy', 'Painted')).toBeChecked();
  const painted = await app.maskOnScreen();
  expect(painted).not.toEqual(before);
  await expect(app.page.getByRole('img', { name: /^Step \d+: Mask / }).first()).toBeVisible();
  return painted;
}

async function settle(app: App): Promise<void> {
  await app.unfold('Model');
  await app.unfold('Training');
  await app.button(/^Size XS/).click();
  await app.radio('Image size', '32 px').check();
}

test('trains a small model on WebGPU for 200 steps', async ({ app, page }) => {
  await app.open('?backend=webgpu');
  expect((await app.ready()).backend).toBe('webgpu');
  await addPhotographs(app, NAMES.slice(0, 4));
  await settle(app);
  for (const [label, value] of [
    ['Width', 24],
    ['Depth', 1],
    ['Batch', 4],
  ] as const) {
    await app.type(label, value);
  }
  await app.train();
  await app.reach(5);
  const painted = await paintWhileTraining(app);
  await app.reach(200);
  await app.pause();
  await expect(page.getByText(/^PSNR/)).toBeVisible();
  expect(await app.maskOnScreen()).toEqual(painted);
  await importsTheSame(app, await exportZip(app));
});

test('learns from own photographs on the CPU until it beats the visible mean by 8 %, and takes it home', async ({
  app,
}) => {
  await app.open('?backend=wasm');
  await addPhotographs(app, NAMES);
  await settle(app);
  await app.train();
  await app.reach(5);
  const painted = await paintWhileTraining(app);
  await app.reach(200);
  await app.beatTheMean(120_000);
  await app.pause();
  expect(await app.maskOnScreen()).toEqual(painted);
  await importsTheSame(app, await exportZip(app));
});
