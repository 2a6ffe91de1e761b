/** @file The README's example of scripting does what it says. */

import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

test('the example in the README runs', async ({ app, page }) => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = /```js\n([^`]+)```/.exec(readme)?.[1] ?? '';
  expect(example).toContain('mim.open');
  await app.open();
  const said = page.waitForEvent('console', (message) => message.type() === 'log');
  await page.evaluate(`(async () => { ${example} })()`);
  const [backend, parameters, loss, names] = await Promise.all(
    (await said).args().map((arg) => arg.jsonValue()),
  );
  expect(['webgpu', 'wasm', 'cpu']).toContain(backend);
  expect(parameters).toBeGreaterThan(50_000);
  expect(loss).toBeGreaterThan(0);
  expect(loss).toBeLessThan(3);
  expect(names).toEqual(['model.safetensors', 'config.json', 'preprocessor_config.json']);
});
