/** @file A person's own pictures: step 15 of the acceptance script, and the pasting of step 16. */

import { expect, test } from './fixtures.ts';
import { longestTask } from './long-tasks.ts';
import { huge, photo, rotatedByNote, text, type GivenFile } from './photos.ts';

/** Drops files on the middle of the page, as a file manager does. */
async function drop(page: import('@playwright/test').Page, files: readonly GivenFile[]): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    text: buffer.toString('base64'),
  }));
  const transfer = await page.evaluateHandle(async (list) => {
    const data = new DataTransfer();
    for (const { name, mimeType, text } of list) {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name, { type: mimeType }));
    }
    return data;
  }, given);
  const main = page.getByRole('main');
  await main.dispatchEvent('dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Drop to add pictures or folders')).toBeVisible();
  await main.dispatchEvent('drop', { dataTransfer: transfer });
}

test('15: takes upright, rotated and huge photographs, and refuses a text by name', async ({
  app,
  page,
  ledger,
}) => {
  await app.openLive();
  const files = [photo('coffee.jpg'), await rotatedByNote(), await huge(), text()];
  const requests = ledger.requests.length;
  const pictures = page.getByRole('navigation').getByRole('group', { name: 'Pictures' }).getByRole('button');
  const milliseconds = await longestTask(page, async () => {
    await drop(page, files);
    await expect(page.getByText(/^notes\.txt /i)).toBeVisible();
    await expect(app.radio('Images', 'Your images')).toBeChecked();
    await expect(pictures).toHaveCount(3);
    await expect(page.getByText('3 images: 3 to learn from')).toBeVisible();
    await expect(page.getByText(/^Too few to keep any apart/)).toBeVisible();

    for (const name of ['rotated.jpg', 'huge.jpg']) {
      await pictures.and(page.getByRole('button', { name })).click();
      await expect(pictures.and(page.getByRole('button', { name }))).toHaveAttribute('aria-pressed', 'true');
      const redAbove = async (): Promise<boolean> => {
        const pixels = await app.pixels(app.original);
        const side = Math.sqrt(pixels.length / 4);
        const at = (x: number, y: number): readonly number[] =>
          pixels.slice(4 * (y * side + x), 4 * (y * side + x) + 3);
        const isRed = ([r = 0, , b = 0]: readonly number[]): boolean => r > 180 && b < 80;
        const isBlue = ([r = 0, , b = 0]: readonly number[]): boolean => b > 180 && r < 80;
        const columns = [4, Math.floor(side / 2), side - 5];
        return columns.every((x) => isRed(at(x, 6))) && columns.every((x) => isBlue(at(x, side - 7)));
      };
      await expect.poll(redAbove, { message: `${name} is upright` }).toBe(true);
    }
  });
  expect(milliseconds, 'longest task of the page').toBeLessThan(200);
  expect(
    ledger.requests.slice(requests).filter((url) => !url.includes('/assets/') && !url.includes('/data/')),
    'nothing was sent or fetched for it',
  ).toEqual([]);

  await test.step('removing one can be undone', async () => {
    await app.button('Remove huge.jpg').click();
    await expect(pictures).toHaveCount(2);
    await page.keyboard.press('Control+z');
    await expect(pictures).toHaveCount(3);
  });
});

test('16: a pasted screenshot is added', async ({ app, page }) => {
  await app.openLive();
  const bytes = photo('cat.jpg').buffer.toString('base64');
  await page.evaluate((text) => {
    const data = new DataTransfer();
    const file = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    data.items.add(new File([file], 'screenshot.jpg', { type: 'image/jpeg' }));
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, bytes);
  await expect(app.radio('Images', 'Your images')).toBeChecked();
  await expect(
    page
      .getByRole('navigation')
      .getByRole('group', { name: 'Pictures' })
      .getByRole('button', { name: 'screenshot.jpg' }),
  ).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText(/^PSNR/)).toBeVisible();
});
