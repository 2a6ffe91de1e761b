/** @file Finds a Chromium for the tests, and gets one where there is none. */

import { existsSync } from 'node:fs';
import { run, runTool } from './run.mjs';

const PLACES = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What every test browser needs: WebGPU also without a graphics card, and a way to be run by root. */
export const BROWSER_ARGS = ['--enable-unsafe-webgpu', '--no-sandbox'];

/** The Chrome or Chromium of this machine, or undefined: then Playwright's own is used. */
export const browserPath = () => process.env['CHROME_PATH'] ?? PLACES.find((path) => existsSync(path));

/** The launch options that name it. */
export function browserLaunch() {
  const executablePath = browserPath();
  return { ...(executablePath === undefined ? {} : { executablePath }), args: BROWSER_ARGS };
}

/** Makes sure that the tests find a browser that starts. Throws a sentence where none can be had. */
export async function ensureBrowser() {
  if (await starts()) return;
  process.stdout.write('No Chrome or Chromium that starts: asking Playwright for one.\n');
  const patience = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '20000' };
  await runTool('playwright', ['install', 'chromium'], { env: patience, minutes: 6 });
  if (await starts()) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('Playwright had none that starts: asking apt-get for Chromium.\n');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { env });
    if (await starts()) return;
  }
  throw new Error('The tests need Chrome or Chromium: install one, or put its path into CHROME_PATH.');
}

/** Downloaded browsers often lack a system library, so existing is not enough. */
async function starts() {
  const { chromium } = await import('playwright');
  try {
    const browser = await chromium.launch(browserLaunch());
    await browser.close();
    return true;
  } catch {
    return false;
  }
}
