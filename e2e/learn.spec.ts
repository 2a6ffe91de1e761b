import { expect, test } from './fixtures.ts';

test('every card of the lessons sets its state and points at what it speaks of', async ({ app }) => {
  await app.openLive();
  const tab = app.button('Learn', true);
  await tab.click();
  const shows = app.page.getByRole('button', { name: /^Show me: / });
  await expect(shows.first()).toBeVisible();
  const titles = await shows.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
  expect(titles.length).toBeGreaterThan(8);
  for (const title of titles) {
    // The outline of the card before stays for a moment.
    await app.page.evaluate(() => {
      for (const element of document.querySelectorAll('.pointed-at')) element.classList.remove('pointed-at');
    });
    await app.button(title, true).click();
    const pointed = () => app.page.evaluate(() => document.querySelectorAll('.pointed-at').length);
    await expect.poll(pointed, { message: title, intervals: [50] }).toBeGreaterThan(0);
    // A card may show another tab of the drawer.
    if ((await tab.getAttribute('aria-pressed')) !== 'true') await tab.click();
  }
  await app.button('Show me: Encode only what is visible', true).click();
  await expect(app.masked).toHaveAccessibleName(/48 hidden/);
  await app.button('Show me: What the visible part knows', true).click();
  await expect(app.masked).toHaveAccessibleName(/32 hidden/);
  await expect(app.page.getByRole('region', { name: 'What can be measured here' })).toBeInViewport();
  await tab.click();
  await app.button('Show me: Large gaps, not many gaps', true).click();
  await expect(app.radio('Mask strategy', 'Cells')).toBeChecked();
});
