/** @file Training disturbs nobody: the page's thread stays free, and no network is needed. */

import { expect, test } from './fixtures.ts';
import { longestTask } from './long-tasks.ts';

test('no task of the page computes for 150 ms while it trains', async ({ app, page }) => {
  await app.openLive('?backend=wasm');
  await app.unfold('Model');
  await app.button(/^Size XS/).click();
  await app.train();
  await app.reach(2);
  await expect(page.getByText(/^step \d+ · training/)).toBeVisible();
  const milliseconds = await longestTask(page, async () => {
    const now = await app.step();
    await app.reach(now + 30);
    await app.button('Runs (1)', true).click();
    await app.point(app.original, 20);
    await app.radio('Order of rows', 'by cluster').check();
    await app.reach(now + 40);
    await app.pause();
  });
  expect(milliseconds).toBeLessThan(150); // the benchmark's aim is 50
});

test('trains, reconstructs and exports without a network once it is open', async ({ app, page, context }) => {
  await app.openLive('?backend=wasm');
  await page.evaluate(() => window.mim.open({ preset: 'mae-xs', batch: 4, data: { side: 32 } }));
  await app.train();
  await app.reach(2);
  await expect(page.getByText(/^step \d+ · training/)).toBeVisible();
  await app.pause();
  await context.setOffline(true);
  const before = await app.pixels(app.reconstruction);
  const step = await app.step();
  await app.train();
  await app.reach(step + 10);
  await app.pause();
  await expect.poll(() => app.pixels(app.reconstruction)).not.toEqual(before);
  const names = await page.evaluate(async () =>
    (await window.mim.exportWeights('huggingface')).map(({ name }) => name),
  );
  expect(names).toContain('model.safetensors');
});
