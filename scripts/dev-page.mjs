/** @file Opens a page of this repository in a headless browser, for scripts that need the engine in its real home. */

import { chromium } from 'playwright';
import { createServer } from 'vite';
import { browserLaunch, ensureBrowser } from './browser.mjs';
import { ROOT } from './run.mjs';

const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/**
 * Serves the sources, opens `path`, waits until its script has put `ready` on the window, and hands the page over.
 * @param {string} path
 * @param {string} ready
 * @param {(page: import('playwright').Page) => Promise<void>} work
 * @param {object} [options]
 * @param {boolean} [options.headed] with a window, and so with the machine's graphics card
 * @param {boolean} [options.isolated] cross-origin isolated, as libraries want it that share memory between threads
 * @param {string[]} [options.packages] bundled ahead: one that Vite finds late makes it load the page again
 */
export async function withPage(path, ready, work, { headed = false, isolated = false, packages } = {}) {
  await ensureBrowser();
  const server = await createServer({
    root: ROOT,
    logLevel: 'error',
    // Sources may change while a long run goes on; what is loaded stays.
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null, headers: isolated ? ISOLATED : {} },
    // A cache of its own, so that other servers of this folder keep theirs.
    ...(packages && { cacheDir: 'node_modules/.cache/vite-page', optimizeDeps: { include: packages } }),
  });
  await server.listen();
  const browser = await chromium.launch({ ...browserLaunch(), headless: !headed });
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
