/** @file Steps 3 to 13 of the acceptance script without a pointer. */

import { expect, test } from './fixtures.ts';

test('looks, masks, trains, compares and restarts by keyboard alone', async ({ app, page }) => {
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  await app.openLive('?backend=wasm');

  await test.step('? lists the keys', async () => {
    await press('Shift+?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const label of [
      'Train or pause',
      'One step',
      'Restart',
      'Invert the mask',
      'Undo',
      'Redo',
      'Export',
    ]) {
      await expect(sheet.getByText(label, { exact: true })).toBeVisible();
    }
    await press('Escape');
    await expect(sheet).toBeHidden();
  });

  await test.step('3: the arrows move the focus', async () => {
    await press('ArrowRight');
    await press('ArrowDown');
    await expect(page.getByText(/^row \d, column \d · (hidden|visible)/)).toBeVisible();
    await press('Enter');
    await press('ArrowRight');
    await press('Shift+Enter');
    await expect(page.getByText(/^row \d, column \d: similarity/)).toBeVisible();
  });

  await test.step('5, 6: X hides and reveals, and undo takes it back', async () => {
    const before = await app.maskOnScreen();
    await press('x');
    await expect.poll(() => app.maskOnScreen()).not.toEqual(before);
    await expect(app.radio('Mask strategy', 'Painted')).toBeChecked();
    const painted = await app.maskOnScreen();
    await press('Control+z');
    await expect.poll(() => app.maskOnScreen()).toEqual(before);
    await press('Control+Shift+z');
    await expect.poll(() => app.maskOnScreen()).toEqual(painted);
    await press('Escape');
  });

  await test.step('7, 8: ratio, seed and strategy', async () => {
    const slider = page.getByRole('slider', { name: 'Mask ratio' });
    await slider.focus();
    await press('Home');
    await expect(slider).toHaveValue('0');
    await press('End');
    await expect(slider).toHaveValue('60');
    for (let i = 0; i < 12; i++) await press('ArrowLeft');
    await expect(slider).toHaveValue('48');
    await app.button('Train', true).focus();
    const seed = await app.maskOnScreen();
    await press('n');
    await expect.poll(() => app.maskOnScreen()).not.toEqual(seed);
    await press('m');
    await expect(app.radio('Mask strategy', 'Random')).not.toBeChecked();
  });

  await test.step('9, 11: Space trains and pauses, a dot makes one step', async () => {
    await page.evaluate(() => window.mim.open({ preset: 'mae-xs', batch: 4, data: { side: 32 } }));
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press('Space');
    await expect(app.button('Pause', true)).toBeVisible();
    await app.reach(3);
    await press('Space');
    await expect(app.button('Train', true)).toBeVisible();
    const step = await app.step();
    await press('.');
    await expect.poll(() => app.step()).toBe(step + 1);
    await expect(app.button('Train', true)).toBeVisible();
  });

  await test.step('12, 13: numbers typed into boxes, a restart, the list of runs', async () => {
    for (const title of ['Model', 'Training']) {
      await page.getByRole('heading', { level: 2 }).getByRole('button', { name: title }).focus();
      await press('Enter');
    }
    await page.getByRole('spinbutton', { name: 'Learning rate', exact: true }).focus();
    await page.keyboard.type('0.002');
    await press('Enter');
    await expect(page.getByRole('img', { name: /^Step \d+: Learning rate .* → 0\.002$/ })).toBeAttached();
    await page.getByRole('spinbutton', { name: 'Width', exact: true }).focus();
    await page.keyboard.type('36');
    await press('Enter');
    await expect(app.button('Apply 1 change (restarts)')).toBeVisible();
    await page.getByRole('heading', { level: 2 }).getByRole('button', { name: 'Training' }).focus();
    await press('Shift+R');
    await expect(app.button('Runs (2)', true)).toBeVisible();
    await press(']');
    await expect(page.getByRole('row')).toHaveCount(3);
  });
});

test('single keys can be switched off', async ({ app, page }) => {
  await app.openLive();
  const seed = page.getByRole('spinbutton', { name: 'Seed', exact: true });
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const first = { seed: await seed.inputValue(), mask: await app.maskOnScreen() };
  await page.keyboard.press('n');
  await expect(seed).not.toHaveValue(first.seed);
  await expect.poll(() => app.maskOnScreen()).not.toEqual(first.mask);

  await page.keyboard.press('Shift+?');
  await page.getByRole('switch', { name: 'Single keys' }).press('Space');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  const before = { seed: await seed.inputValue(), mask: await app.maskOnScreen() };
  await page.keyboard.press('n');
  await expect(seed).toHaveValue(before.seed);
  expect(await app.maskOnScreen()).toEqual(before.mask);
});
