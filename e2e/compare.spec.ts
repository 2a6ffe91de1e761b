/** @file Compare: every arm with its answer, and a comparison that is stopped. */

import { expect, test } from './fixtures.ts';

test('a comparison shows the answer of every arm, and one that is stopped shows none', async ({
  app,
  page,
}) => {
  await app.openLive();
  await app.button('Compare', true).click();
  const bench = page.getByRole('region', { name: 'Bench' });
  const run = bench.getByRole('button', { name: 'Run the comparison' });
  await bench
    .getByRole('combobox', { name: 'Comparison' })
    .selectOption({ label: 'Loss on hidden or on all patches' });
  await app.type('Steps each', 4);
  await run.click();
  await expect(bench.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect(run).toBeVisible({ timeout: 120_000 });
  const arms = bench.getByRole('listitem');
  await expect(arms).toHaveCount(2);
  for (const name of ['hidden patches only', 'all patches']) {
    const arm = arms.filter({ has: page.getByRole('heading', { name, exact: true }) });
    await expect(arm.getByRole('img', { name: `The whole answer: ${name}`, exact: true })).toBeVisible();
    await expect(
      arm.getByRole('img', { name: `The answer in the gaps: ${name}`, exact: true }),
    ).toBeVisible();
    await expect(arm.getByText(/ dB$/)).toBeVisible();
  }
  await expect.poll(() => app.step(), { message: 'a fresh run of the settings' }).toBe(0);

  await app.type('Steps each', 400);
  await run.click();
  await bench.getByRole('button', { name: 'Stop' }).click();
  await expect(run).toBeVisible({ timeout: 60_000 });
  await expect(arms).toHaveCount(0);
});
