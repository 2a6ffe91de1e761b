/** @file Makes the pictures that the page shows before any script, from the shipped weights: `npm run bake`. */

import './need-node.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPage } from './dev-page.mjs';
import { ROOT } from './run.mjs';

const OUT = join(ROOT, 'public/baked');

await withPage('/scripts/bake/index.html', 'bake', async (page) => {
  const files = await page.evaluate(() => window.bake());
  mkdirSync(OUT, { recursive: true });
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(OUT, name), Buffer.from(text, 'base64'));
  process.stdout.write(`${Object.keys(files).length} pictures in public/baked\n`);
});
