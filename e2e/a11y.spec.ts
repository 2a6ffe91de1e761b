/** @file No violation that axe can find, in either theme and either language, at a desk and on a phone. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Axe reads colours as they stand: what is just becoming enabled is half transparent, and no fault. */
const settled = async (page: Page): Promise<void> => {
  await expect(
    page.getByRole('button', { name: /^(?:Train|训练)$/, includeHidden: true }).first(),
  ).toBeEnabled();
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
};

const violations = async (page: Page): Promise<string[]> => {
  await settled(page);
  const report = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return report.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of ['en', 'zh'] as const) {
    test(`axe finds nothing: ${colorScheme}, ${language}`, async ({ app, page }) => {
      await page.emulateMedia({ colorScheme });
      await app.open(`?lang=${language}&backend=wasm`);
      await app.ready();
      await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? /^zh/ : 'en');
      expect(await violations(page), 'at first').toEqual([]);
      if ((language === 'en') !== (colorScheme === 'light')) return;

      await page.evaluate(() => window.mim.open({ preset: 'mae-xs', batch: 2, data: { side: 32 } }));
      for (const key of ['.', ']']) await page.keyboard.press(key);
      const folded = page.getByRole('heading', { level: 2 }).getByRole('button', { expanded: false });
      while ((await folded.count()) > 0) await folded.first().click();
      await expect(page.getByRole('row')).toHaveCount(2);
      await expect(page.locator('.recharts-surface')).toBeVisible();
      expect(await violations(page), 'with a run and its curve').toEqual([]);
      for (const key of ['Shift+?', 'Control+e']) {
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await violations(page), `in the dialog of ${key}`).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
    });
  }
}

test('nothing is cut off on a phone', async ({ app, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.open();
  await app.ready();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
