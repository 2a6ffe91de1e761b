/** @file The `test` of all specs: a ledger fails whatever the page must never do, in every test, without asking. */

import { test as base, expect, type BrowserContext, type ConsoleMessage, type Page } from '@playwright/test';
import { App } from './app.ts';

/** Chromium's own complaints, which no page can prevent; matched exactly. */
const CHROMIUM = [
  /^No available adapters\.$/,
  /^\[\.WebGL-0x[0-9a-f]+\] ?GL Driver Message \(OpenGL, Performance, GL_CLOSE_PATH_NV, High\): GPU stall due to ReadPixels(?: \(this message will no longer repeat\))?$/,
];

/** What went wrong so far, one line each. */
export class Ledger {
  readonly entries: string[] = [];
  readonly requests: string[] = [];

  async watch(context: BrowserContext, origins: readonly string[]): Promise<void> {
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol === 'data:' || url.protocol === 'blob:') return;
      this.requests.push(url.href);
      if (!origins.includes(url.origin)) this.entries.push(`request to ${url.href}`);
      if (request.method() !== 'GET' || request.postData() !== null) {
        this.entries.push(`${request.method()} with a body to ${url.href}`);
      }
    });
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // A page that goes away takes its requests along.
      if (reason !== 'net::ERR_ABORTED') this.entries.push(`request failed: ${request.url()} ${reason}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) this.entries.push(`${response.status()} ${response.url()}`);
    });
    context.on('console', (message) => this.hear(message));
    context.on('weberror', (error) =>
      this.entries.push(`page error: ${error.error().stack ?? error.error().message}`),
    );
    await context.exposeBinding('reportViolation', (_, text: string) => {
      this.entries.push(`policy violation: ${text}`);
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { reportViolation } = globalThis as unknown as { reportViolation(text: string): void };
        reportViolation(
          `${event.effectiveDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`,
        );
      });
    });
  }

  /** Forgives the entries that match, once: for a test that provokes them. Throws where there are none. */
  forgive(pattern: RegExp): void {
    const kept = this.entries.filter((entry) => !pattern.test(entry));
    expect(kept.length, `an entry that matches ${pattern}`).toBeLessThan(this.entries.length);
    this.entries.splice(0, this.entries.length, ...kept);
  }

  private hear(message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (CHROMIUM.some((known) => known.test(message.text()))) return;
    this.entries.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  }
}

interface Fixtures {
  readonly ledger: Ledger;
  /** The page behind its labels; call `app.open()` first. */
  readonly app: App;
}

export const test = base.extend<Fixtures & { readonly page: Page }>({
  ledger: [
    async ({ context, baseURL }, provide) => {
      const ledger = new Ledger();
      const own = new URL(baseURL ?? '').origin;
      await ledger.watch(context, [own, SUB_PATH_ORIGIN]);
      await provide(ledger);
      expect(ledger.entries, 'the ledger of things that must not happen').toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page }, provide) => {
    await provide(new App(page));
  },
});

const SUB_PATH_ORIGIN = `http://127.0.0.1:${Number(process.env['MIM_E2E_PORT']) + 1000}`;

export { expect } from '@playwright/test';
