/** @file A model learns in the tab: steps 9 to 13 and 17 of the acceptance script, on the CPU executor. */

import { expect, test } from './fixtures.ts';
import type { App } from './app.ts';
import { longestTask } from './long-tasks.ts';

const ticks = (app: App) => app.page.getByRole('img', { name: /^Step [\d,]+: / });

test('9, 11, 12, 13: trains, pauses, steps, takes changes while running, and restarts for others', async ({
  app,
  page,
}) => {
  await app.openLive('?backend=wasm');
  await app.unfold('Model');
  await app.unfold('Training');
  await app.button(/^Size XS/).click();

  await test.step('9: the first numbers come within five seconds', async () => {
    await app.train();
    await expect(app.status).toContainText(/loss [\d.]+/, { timeout: 5000 });
    await expect(app.status).toContainText(/images\/s/);
    await expect(app.radio('Whose answer is shown', 'yours')).toBeChecked();
  });

  await test.step('9: a click costs the page less than 100 ms while it trains', async () => {
    const milliseconds = await longestTask(page, async () => {
      for (const tab of ['Log', 'Runs (1)', 'Log', 'Runs (1)']) {
        await app.button(tab, true).click();
        await expect(app.button(tab, true)).toHaveAttribute('aria-pressed', 'true');
      }
    });
    expect(milliseconds).toBeLessThan(100);
  });

  await test.step('12: hot changes act without a restart, each with its tick', async () => {
    await app.reach(12);
    await app.type('Learning rate', 0.002);
    await expect(ticks(app)).toHaveCount(1);
    await page.getByRole('slider', { name: 'Mask ratio' }).fill('38');
    await expect(ticks(app)).toHaveCount(2);
    await expect(ticks(app).nth(0)).toHaveAccessibleName(/^Step \d+: Learning rate 0\.\d+ → 0\.002$/);
    await expect(ticks(app).nth(1)).toHaveAccessibleName(/^Step \d+: Mask ratio 75 % → 59\.\d %$/);
    const now = await app.step();
    await app.reach(now + 5);
    await expect(app.button('Runs (1)', true)).toBeVisible();
  });

  await test.step('11: pause, three single steps, resume', async () => {
    await app.pause();
    const paused = await app.step();
    for (let i = 1; i <= 3; i++) {
      await app.button('One step').click();
      await expect.poll(() => app.step()).toBe(paused + i);
      await expect(app.button('Train', true)).toBeVisible();
    }
    await app.train();
    await app.reach(paused + 8);
    const names = await page.getByRole('textbox', { name: 'Name of the run' }).count();
    expect(names, 'still the same run').toBe(1);
  });

  await test.step('13: a cold change waits for the button, and the old run stays', async () => {
    const apply = app.button('Apply 1 change (restarts)');
    await app.type('Width', 64);
    await apply.click();
    await expect(page.getByRole('alert')).toContainText('3 heads cannot share an encoder width of 64');
    await expect(app.button('Pause', true), 'what was refused stops nothing').toBeVisible();
    await app.type('Width', 60);
    await expect(apply).toHaveAccessibleDescription(/Width 48 → 60/);
    const before = await app.step();
    await app.reach(before + 2);
    await apply.click();
    await expect(app.button('Runs (2)', true)).toBeVisible();
    await app.reach(2);
    expect(await app.step()).toBeLessThan(before);
    const runs = page.getByRole('row');
    await expect(runs).toHaveCount(3);
    await expect(runs.nth(1)).toContainText('current');
    await expect(runs.nth(1)).toContainText('Width 48 → 60');
    await expect(runs.nth(2)).not.toContainText('current');
    const old = await runs.nth(2).getByRole('textbox').inputValue();
    await expect(page.getByText(old, { exact: true }), 'its curve is still labelled').toBeVisible();
    await app.pause();
  });
});

test('10, 17: learns until held-out loss beats the visible mean by 8 %, and its film can be looked back on', async ({
  app,
  page,
}) => {
  await app.openLive('?backend=wasm');
  await app.unfold('Model');
  await app.button(/^Size XS/).click();
  await app.radio('Images', 'Emoji').check();
  await app.train();
  await app.reach(105);
  await app.beatTheMean(120_000);
  await app.pause();
  const frames = app.film.getByRole('button', { name: /^step [\d,]+$/ });
  await expect.poll(() => frames.count()).toBeGreaterThanOrEqual(4);

  await test.step('17: all views show the step that is scrubbed to', async () => {
    const live = await app.pixels(app.reconstruction);
    const liveMatrix = await app.pixels(app.matrix);
    const at100 = app.film.getByRole('button', { name: 'step 100', exact: true });
    await at100.click();
    await expect(at100).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => app.pixels(app.reconstruction)).not.toEqual(live);
    await expect.poll(() => app.pixels(app.matrix)).not.toEqual(liveMatrix);
    await expect(page.getByRole('slider', { name: 'Frame' })).toHaveAttribute('aria-valuetext', 'step 100');
    const loss = page.getByRole('region', { name: 'Loss on hidden patches' });
    await expect(loss.getByText(/^step 100 · training [\d.]+/)).toBeVisible();
    await app.film.getByRole('button', { name: 'now' }).click();
    await expect.poll(() => app.pixels(app.reconstruction)).toEqual(live);
    await expect.poll(() => app.pixels(app.matrix)).toEqual(liveMatrix);
  });
});
