/** @file Information: the article's curves under their verdicts, the number of the mask on screen, the model's own. */

import { AxeBuilder } from '@axe-core/playwright';
import { ARTICLE_CARDS } from '../src/mim/information/article/index.ts';
import { ARTICLE_STATEMENTS } from '../src/mim/information/article/statements.ts';
import { expect, test } from './fixtures.ts';
import type { App } from './app.ts';
import { longestTask } from './long-tasks.ts';

const CLAIMS = [...Object.values(ARTICLE_CARDS), ...ARTICLE_STATEMENTS];

const measuredPart = (app: App) => app.page.getByRole('region', { name: 'What can be measured here' });

/** Bits in all, as the page has them. */
async function bitsOnScreen(app: App): Promise<number> {
  const text = await measuredPart(app)
    .getByText(/bits in all/)
    .innerText();
  return Number(/^([\d.]+) bits/.exec(text)?.[1]);
}

test('every claim of the article stands under its verdict, in both languages', async ({ app, page }) => {
  await app.openLive();
  await app.button('Information', true).click();
  const article = page.getByRole('region', { name: 'What the article plots' });
  for (const { label, verdict, summary, formula } of CLAIMS) {
    const card = article.getByRole('listitem').filter({ has: page.getByText(summary, { exact: true }) });
    await expect(card.getByRole('heading', { name: label, exact: true })).toBeVisible();
    await expect(card.getByText(verdict, { exact: true })).toBeVisible();
    await expect(card.getByText(formula, { exact: true })).toBeVisible();
  }
  await expect(article.getByRole('img', { name: /, as the article plots it$/ })).toHaveCount(6);
  const report = await new AxeBuilder({ page }).include('[aria-label="Bench"]').analyze();
  expect(report.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual(
    [],
  );
  await page.goto('./?lang=zh');
  await app.ready();
  await app.button('信息量', true).click();
  await expect(page.getByText('虚构', { exact: true })).toHaveCount(
    CLAIMS.filter(({ verdict }) => verdict === 'invented').length,
  );
});

test('the number is of the mask on screen, and scripts get the same', async ({ app, page }) => {
  await app.openLive();
  const longest = await longestTask(page, async () => {
    await app.button('Information', true).click();
    await expect(measuredPart(app).getByText(/As it must be: 0 where nothing or everything/)).toBeVisible();
  });
  expect(longest, 'milliseconds of the longest task').toBeLessThan(150); // the benchmark's aim is 50
  await expect(
    measuredPart(app).getByText(/same from both ends, with its maximum at one half/),
  ).toBeVisible();
  await expect(measuredPart(app).getByText(/has fewer neighbours to go by/)).toBeVisible();
  const random = await bitsOnScreen(app);
  expect(random).toBeGreaterThan(1);
  const scripted = await page.evaluate(() => window.mim.information());
  expect(scripted).toMatchObject({ masks: 1, ratio: 0.75, pictures: 256, usable: null });
  expect(scripted.bits).toBeCloseTo(random, 2);
  await app.radio('Mask strategy', /^Blocks$/).check();
  await expect.poll(() => bitsOnScreen(app)).toBeLessThan(random);
  await app.radio('Mask strategy', /^Random$/).check();
  await page.getByRole('slider', { name: 'Mask ratio' }).fill('32');
  await expect.poll(() => bitsOnScreen(app)).toBeGreaterThan(random);
  await page.getByRole('slider', { name: 'Mask ratio' }).fill('0');
  await expect.poll(() => bitsOnScreen(app)).toBe(0);
});

test('the model’s own information is measured on held-out pictures, with its interval', async ({
  app,
  page,
}) => {
  await app.openLive();
  await app.button('Information', true).click();
  await app.button('Measure on held-out pictures').click();
  await expect(page.getByText(/bits per hidden pixel/)).toBeVisible({ timeout: 120_000 });
  const words = await page.getByText(/^95 %: /).innerText();
  const [, low, high, pictures] =
    /^95 %: (\S+) to (\S+), from (\d+) pictures with 48 patches/.exec(words) ?? [];
  expect(Number(pictures)).toBeGreaterThanOrEqual(16);
  expect(Number(low), 'the shipped model tells something').toBeGreaterThan(0);
  expect(Number(high)).toBeGreaterThan(Number(low));
  await app.radio('Mask strategy', /^Blocks$/).check();
  await expect(page.getByText(/The mask has changed since/)).toBeVisible();
  await app.button('Measure on held-out pictures').click();
  await measuredPart(app).getByRole('button', { name: 'Stop' }).click();
  await expect(app.button('Measure on held-out pictures')).toBeVisible();
});
