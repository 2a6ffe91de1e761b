/** @file Opens a page of this repository in a headless browser, for scripts that need the engine in its real home. */

import { chromium } from 'playwright';
import { createServer } from 'vite';
import { browserLaunch, ensureBrowser } from './browser.mjs';
import { ROOT } from './run.mjs';

/**
 * Serves the sources, opens `path`, waits until its script has put `ready` on the window, and hands the page over.
 * @param {string} path
 * @param {string} ready
 * @param {(page: import('playwright').Page) => Promise<void>} work
 */
export async function withPage(path, ready, work) {
  await ensureBrowser();
  const server = await createServer({
    root: ROOT,
    logLevel: 'error',
    // Sources may change while a long run goes on; what is loaded stays.
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  });
  await server.listen();
  const browser = await chromium.launch(browserLaunch());
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`));
    await page.goto(new URL(path, server.resolvedUrls?.local[0]).href);
    await page.waitForFunction((name) => name in window, ready);
    await work(page);
  } finally {
    await browser.close();
    await server.close();
  }
}
