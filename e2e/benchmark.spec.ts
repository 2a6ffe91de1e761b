import { expect, test } from './fixtures.ts';

test('the benchmark measures this device, gives a report, and can be stopped', async ({ app }) => {
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.openLive();
  await app.button(/^Computing on/).click();
  await app.button('Measure this device…', true).click();
  const dialog = app.page.getByRole('dialog', { name: 'Benchmark' });
  await dialog.getByRole('button', { name: 'Measure' }).click();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByRole('button', { name: 'Measure' })).toBeVisible({ timeout: 120_000 });
  await expect(dialog.getByText('Nothing was measured yet.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Measure' }).click();
  await expect(dialog.getByRole('row', { name: /^tiny.*CPU/ })).toBeVisible({ timeout: 170_000 });
  await dialog.getByRole('button', { name: 'Copy the report' }).click();
  await expect
    .poll(() => app.page.evaluate(() => navigator.clipboard.readText()))
    .toContain('| tiny | cpu |');
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
