/** @file End-to-end tests: the built page in a real Chromium, no network beyond this machine. */

import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { browserLaunch } from '../scripts/browser.mjs';

/** Another port for every run, so that two checkouts can test at once; the workers inherit it. */
process.env['MIM_E2E_PORT'] ??= String(4200 + (process.pid % 1000));
const port = Number(process.env['MIM_E2E_PORT']);

/** The folder of the built page; another one for trying a build while others work on theirs. */
const dist = resolve(import.meta.dirname, '..', process.env['MIM_DIST'] ?? 'dist');
const subPathPort = port + 1000;

/** The same build as a simple host has it: below some path, with no header but the type. */
export const SUB_PATH_URL = `http://127.0.0.1:${subPathPort}/some/where/`;

const launch = browserLaunch();

export default defineConfig({
  testDir: '.',
  outputDir: process.env['MIM_E2E_OUT'] ?? '../test-results',
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  webServer: [
    {
      command: `node ../scripts/serve.mjs ${dist} --port ${port}`,
      url: `http://127.0.0.1:${port}/`,
      reuseExistingServer: false,
    },
    {
      command: `node ../scripts/serve.mjs ${dist} --port ${subPathPort} --base /some/where/ --bare`,
      url: SUB_PATH_URL,
      reuseExistingServer: false,
    },
  ],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...launch,
      args: [...launch.args, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    },
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
  },
});
