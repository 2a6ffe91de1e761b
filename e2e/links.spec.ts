import { App } from './app.ts';
import { expect, test } from './fixtures.ts';

test('a link opens the same mask, seed, focus and numbers in another profile', async ({
  app,
  browser,
  baseURL,
}) => {
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.openLive();
  await app.radio('Mask strategy', /^Blocks$/).check();
  await app.type('Seed', 41);
  await app.paint([3, 4, 5, 12]);
  await app.button('Copy a link to this').click();
  await expect(app.page.getByText(/^The link to these settings/)).toBeVisible();
  const link = await app.page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).origin).toBe(new URL(baseURL ?? '').origin);
  const facts = await app.masked.getAttribute('aria-label');
  const mask = await app.maskOnScreen();
  await expect(app.page.getByText(/^PSNR/)).toBeVisible();
  const psnr = await app.page.getByText(/^PSNR/).innerText();

  const context = await browser.newContext();
  const other = new App(await context.newPage());
  await other.page.goto(link);
  await expect(other.page.getByText(/^PSNR/)).toBeVisible({ timeout: 60_000 });
  expect(await other.maskOnScreen()).toEqual(mask);
  expect(await other.masked.getAttribute('aria-label')).toBe(facts);
  await expect(other.page.getByText(/^PSNR/)).toHaveText(psnr);
  await context.close();
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
