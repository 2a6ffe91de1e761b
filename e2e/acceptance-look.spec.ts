/** @file A person looks before doing anything: steps 1 to 4 and 18 of the acceptance script. */

import sharp from 'sharp';
import { expect, test } from './fixtures.ts';

/** Peak signal-to-noise ratio of two pictures of bytes, dB. */
function psnr(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return sum === 0 ? Infinity : 10 * Math.log10((255 ** 2 * a.length) / sum);
}

test('1, 2: is full of pictures at once, and the live ones take their place without a jump', async ({
  app,
  page,
}) => {
  await app.open();
  // All at one moment: the live page may take the static one's place between two looks.
  await expect
    .poll(async () => Promise.all((await page.getByRole('img').all()).map((picture) => picture.isVisible())))
    .not.toContain(false);
  const { backend } = await app.ready();
  await expect(app.status).toContainText('Ready');
  await expect(
    app.button(backend === 'wasm' ? 'Computing on CPU (WebAssembly)' : /Computing on/),
  ).toBeVisible();
  await expect(page.getByText(/^PSNR/)).toBeVisible();
  for (const picture of app.pictures) await expect(picture).toBeVisible();
  await expect(page.getByText('Paint over the picture – the model fills it in.'), 'one hint').toHaveCount(1);
  await expect(page.getByText('48 of 64 hidden (75 %)').first()).toBeVisible();
  await expect(page.getByText(/48 of 64 hidden \(75 %\) · AvgDist \d+\.\d px/)).toBeVisible();
  for (const [name, picture] of [
    ['original', app.original],
    ['reconstruction', app.reconstruction],
    ['composite', app.composite],
  ] as const) {
    const response = await page.request.get(`./baked/${name}.png`);
    const { data, info } = await sharp(await response.body())
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const live = await app.pixels(picture);
    expect(live.length, `size of the baked ${name}`).toBe(info.width * info.height * 4);
    expect(psnr(data, live), `baked ${name} against the live one, dB`).toBeGreaterThan(45);
  }
});

test('3, 4: one focus for the pictures, the heat, the matrix and the card', async ({ app, page }) => {
  await app.openLive();
  const drawn = (): Promise<string[]> =>
    Promise.all(
      app.pictures.map((picture) =>
        picture.evaluate((element) => element.querySelectorAll('canvas')[1]?.toDataURL() ?? ''),
      ),
    );
  const before = await drawn();
  expect(before.every((picture) => picture.length > 0)).toBe(true);

  await test.step('pointing at a patch', async () => {
    await app.point(app.original, 19);
    const card = page.getByText(/^row 3, column 4 · (hidden|visible) · error/);
    await expect(card).toBeVisible();
    await expect(card).toContainText(/worse than \d+ %/);
    for (const picture of app.pictures) {
      await expect(
        picture.getByRole('button', { name: /^row 3, column 4, (hidden|visible), error/ }),
      ).toBeAttached();
    }
    const during = await drawn();
    for (const [i, picture] of during.entries())
      expect(picture, `picture ${i + 1} is marked`).not.toBe(before[i]);
    await expect(page.getByText('Most similar')).toBeVisible();
    await app.point(app.original, 44);
    await expect(page.getByText(/^row 6, column 5 ·/)).toBeVisible();
    expect((await drawn())[0], 'the heat follows').not.toBe(during[0]);
  });

  await test.step('pointing elsewhere', async () => {
    await page.mouse.move(2, 2);
    await expect(page.getByText(/^Point at a cell or at a patch/)).toBeVisible();
    expect(await drawn()).toEqual(before);
  });

  await test.step('pointing at a cell of the matrix', async () => {
    const cell = async (row: number, col: number): Promise<string> => {
      const { x, y } = await app.centreOf(app.matrix, row * 64 + col, 64);
      await page.mouse.move(x, y);
      const pair = page.getByText(`row ${Math.floor(col / 8) + 1}, column ${(col % 8) + 1}: similarity`);
      await expect(pair).toBeVisible();
      const value = /similarity (.+)$/.exec(await pair.innerText())?.[1] ?? '';
      await expect(app.matrix.getByRole('button')).toHaveAccessibleName(new RegExp(`similarity ${value}$`));
      return value;
    };
    const there = await cell(10, 37);
    const marked = await drawn();
    for (const [i, picture] of marked.entries())
      expect(picture, `picture ${i + 1} has two outlines`).not.toBe(before[i]);
    expect(await cell(37, 10), 'the matrix is symmetric').toBe(there);
    expect(await cell(20, 20)).toBe('1.00');
  });
});

test('18: two locked patches, the layer slider and the colour scale agree', async ({ app, page }) => {
  await app.openLive();
  await app.point(app.original, 9);
  await page.mouse.down();
  await page.mouse.up();
  const second = await app.centreOf(app.original, 54);
  await page.mouse.move(second.x, second.y);
  await page.keyboard.down('Shift');
  await page.mouse.down();
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await page.mouse.move(2, 2);
  const pair = page.getByText(/^row 7, column 7: similarity/);
  await expect(page.getByText(/^row 2, column 2 ·/)).toBeVisible();
  await expect(pair).toBeVisible();

  const layer = page.getByRole('slider', { name: 'Layer' });
  const last = Number(await layer.getAttribute('max'));
  const seen = new Set<string>();
  for (let now = 0; now <= last; now++) {
    await layer.fill(String(now));
    await expect(layer).toHaveValue(String(now));
    // The card and the matrix are of the same answer, whichever layer it is of by now.
    await expect(async () => {
      const value = /similarity (.+)$/.exec(await pair.innerText())?.[1] ?? '';
      await expect(app.matrix.getByRole('button')).toHaveAccessibleName(
        `row 2, column 2 and row 7, column 7: similarity ${value}`,
        { timeout: 500 },
      );
      seen.add(value);
    }).toPass();
  }
  expect(seen.size, 'layers differ').toBeGreaterThan(1);

  const bar = page.getByRole('img', { name: /^Cosine similarity:/ });
  const auto = await bar.getAttribute('aria-label');
  const pictures = await Promise.all(app.pictures.map((picture) => app.pixels(picture)));
  const value = await pair.innerText();
  await app.radio('Colour scale', '−1 to 1').check();
  await expect(bar).toHaveAccessibleName(/: [-−]1\.00 – 1\.00$/);
  expect(await bar.getAttribute('aria-label')).not.toBe(auto);
  expect(await pair.innerText(), 'a scale changes colours, not numbers').toBe(value);
  expect(await Promise.all(app.pictures.map((picture) => app.pixels(picture)))).toEqual(pictures);
});
