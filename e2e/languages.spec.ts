/** @file In Chinese nothing is left in English: what is seen, what is read aloud, what is said when something is done. */

import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Names, units, formats and keys that Chinese texts write in Latin letters too. */
const ALLOWED = new Set(
  (
    'MIM Playground MAE SimMIM AvgDist PSNR WebGPU WebGL WebAssembly SIMD CPU GPU GB MB kB px dB XS GFLOP FLOP FLOPs ' +
    'AdamW Adam MLP English EN Hugging Face transformers facebook vit mae CC BY NC CSV PNG JSON Ctrl Esc Beta ' +
    'Transformer RGB Chrome Edge Firefox Safari JPEG HEIC NaN token run Noto Emoji SVG Swin ViT HOG SGD LARS InfoNCE MI U PCA HTML FLOPs safetensors zip json config model preprocessor'
  ).split(' '),
);

/** Words in Latin letters on the page, seen or spoken, each with where it stands; what says of itself that it is English is left out. */
const latinWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || element.closest('[lang=en], script, style, pre, code, kbd') !== null) continue;
      if (node instanceof Text) {
        if (element.checkVisibility() || element.closest('.sr-only') !== null) texts.push(node.data);
      } else {
        for (const name of [
          'aria-label',
          'aria-description',
          'aria-valuetext',
          'title',
          'placeholder',
          'alt',
        ]) {
          const text = element.getAttribute(name);
          if (text !== null) texts.push(text);
        }
      }
    }
    return texts.flatMap((text) =>
      (text.match(/[A-Za-zÀ-ÿ]{2,}/g) ?? []).map((word) => `${word} in “${text.trim()}”`),
    );
  });

const left = async (page: Page): Promise<string[]> => [
  ...new Set((await latinWords(page)).filter((found) => !ALLOWED.has(found.split(' ')[0] ?? ''))),
];

test('no English is left in Chinese', async ({ app, page }) => {
  await app.open('?lang=zh&backend=wasm');
  await app.ready();
  await expect(page.getByText(/^PSNR/)).toBeVisible({ timeout: 60_000 });
  const sections = page.getByRole('heading', { level: 2 }).getByRole('button', { expanded: false });
  while ((await sections.count()) > 0) await sections.first().click();
  const folds = page
    .getByRole('navigation')
    .getByRole('button', { expanded: false })
    .filter({ hasText: /\S/ });
  while ((await folds.count()) > 0) await folds.first().click();
  expect(await left(page), 'at first').toEqual([]);

  await page.evaluate(() => window.mim.open({ preset: 'mae-xs', batch: 2, data: { side: 32 } }));
  await page.keyboard.press('.');
  await expect(page.getByRole('group', { name: '状态' })).toContainText('1');
  await page.keyboard.press(']');
  await app.point(page.getByRole('group', { name: /^原图/ }), 5, 4);
  expect(await left(page), 'with a run, its curve and its list').toEqual([]);

  for (const key of ['Shift+?', 'Control+e']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await left(page), `in the dialog of ${key}`).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test('the language can be changed at any time and stays chosen', async ({ app, page }) => {
  await app.open();
  await app.ready();
  await app.button('中文', true).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('group', { name: '状态' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await app.button('English', true).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(app.status).toBeVisible();
});
