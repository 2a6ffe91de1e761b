import type { Browser, Locator } from '@playwright/test';
import { App } from './app.ts';
import { expect, test, type Ledger } from './fixtures.ts';

const psnr = (app: App): Locator => app.page.getByText(/^PSNR/);
const picture = (app: App, nth: number): Locator =>
  app.page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('group', { name: 'Pictures' })
    .getByRole('button')
    .nth(nth);

/** PSNR when it changes no more and is another than `before`. */
async function settledPsnr(app: App, before: string): Promise<string> {
  let last = before;
  const hasSettled = async (): Promise<boolean> => {
    const now = await psnr(app).innerText();
    const isSame = now === last && now !== before;
    last = now;
    return isSame;
  };
  await expect.poll(hasSettled, { intervals: [400] }).toBe(true);
  return last;
}

async function linkOf(app: App): Promise<string> {
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.button('Copy a link to this').click();
  await expect(app.page.getByText(/^The link to these settings/)).toBeVisible();
  return app.page.evaluate(() => navigator.clipboard.readText());
}

/** The link in a profile that knows nothing of the first one, watched by the same ledger. */
async function openElsewhere(link: string, browser: Browser, ledger: Ledger): Promise<App> {
  const context = await browser.newContext();
  await ledger.watch(context, [new URL(link).origin]);
  const other = new App(await context.newPage());
  await other.page.goto(link);
  await expect(psnr(other)).toBeVisible({ timeout: 60_000 });
  return other;
}

test('a link opens the same picture, mask, seed, focus and numbers in another profile', async ({
  app,
  browser,
  baseURL,
  ledger,
}) => {
  await app.openLive();
  const atFirst = await psnr(app).innerText();
  await picture(app, 1).click();
  await app.radio('Mask strategy', /^Blocks$/).check();
  await app.type('Seed', 41);
  await app.point(app.original, 20);
  await app.page.mouse.down();
  await app.page.mouse.up();
  const numbers = await settledPsnr(app, atFirst);
  const mask = await app.maskOnScreen();
  const link = await linkOf(app);
  expect(new URL(link).origin).toBe(new URL(baseURL ?? '').origin);

  const other = await openElsewhere(link, browser, ledger);
  await expect.poll(() => other.maskOnScreen()).toEqual(mask);
  await expect(other.radio('Mask strategy', /^Blocks$/)).toBeChecked();
  await expect(other.page.getByRole('spinbutton', { name: 'Seed', exact: true })).toHaveValue('41');
  await expect(other.page.getByText(/^row 3, column 5\b/).first()).toBeVisible();
  await expect(picture(other, 1)).toHaveAttribute('aria-pressed', 'true');
  await expect(psnr(other)).toHaveText(numbers);
  await other.page.context().close();
});

test('a link brings a painted mask along', async ({ app, browser, ledger }) => {
  await app.openLive();
  const drawn = await app.maskOnScreen();
  await app.paint([3, 4, 5, 12]);
  await expect(app.radio('Mask strategy', 'Painted')).toBeChecked();
  await expect.poll(() => app.maskOnScreen()).not.toEqual(drawn);
  const painted = await app.maskOnScreen();
  const other = await openElsewhere(await linkOf(app), browser, ledger);
  await expect(other.radio('Mask strategy', 'Painted')).toBeChecked();
  await expect.poll(() => other.maskOnScreen()).toEqual(painted);
  await other.page.context().close();
});

test('a link with rubbish opens with a sentence; a lesson hides what it does not need', async ({ app }) => {
  await app.open('?lang=en#v=1&p=nothing&mask.ratio=7&q=%zz&hide=model,training');
  await app.ready();
  await expect(app.page.getByText(/“q” in this link could not be read/)).toBeVisible();
  await expect(app.page.getByText(/out of range/)).toBeVisible();
  const part = (name: string) =>
    app.page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name, exact: true });
  await expect(part('Mask')).toBeVisible();
  await expect(part('Model')).toBeHidden();
  await expect(part('Training')).toBeHidden();
});
