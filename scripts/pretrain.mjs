/**
 * @file Trains the shipped model in a headless browser, on the CPU executor: `npm run pretrain`.
 *
 * It goes on from the last state in node_modules/.cache/pretrain (`-- --fresh` starts over), writes its log to
 * docs/pretrain.log, and at the end the weights and their card to public/weights. `-- --card` only makes the card.
 */

import './need-node.mjs';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { withPage } from './dev-page.mjs';
import { cardText } from './pretrain/card-text.mjs';
import { ROOT } from './run.mjs';

const CACHE = join(ROOT, 'node_modules/.cache/pretrain');
const STATE = join(CACHE, 'state.json');
const LOG = join(ROOT, 'docs/pretrain.log');
const OUT = join(ROOT, 'public/weights/mae-64-p8');
const STEPS_A_LINE = 250;

const flags = new Set(process.argv.slice(2));
mkdirSync(CACHE, { recursive: true });
if (flags.has('--fresh')) rmSync(STATE, { force: true });
if (flags.has('--card') && !existsSync(STATE)) {
  process.stderr.write('There is no trained state here to make a card of: run npm run pretrain first.\n');
  process.exit(1);
}
await withPage('/scripts/pretrain/index.html', 'pretraining', async (page) => {
  const saved = existsSync(STATE) ? JSON.parse(readFileSync(STATE, 'utf8')) : null;
  const start = await page.evaluate((state) => window.pretraining.begin(state), saved);
  const total = await page.evaluate(async () => (await import('/scripts/pretrain/recipe.ts')).RECIPE.steps);
  log(
    `${start.step === 0 ? 'start' : 'go on'} at step ${start.step} of ${total}: ${start.parameters} parameters, ${start.adapter}`,
  );

  let { step } = start;
  while (step < total && !flags.has('--card')) {
    const done = await page.evaluate(
      (n) => window.pretraining.train(n),
      Math.min(STEPS_A_LINE, total - step),
    );
    ({ step } = done);
    const numbers = [done.loss, done.heldOut, done.visibleMean].map((x) => x.toFixed(4));
    log(
      `step ${step} loss ${numbers[0]} held-out ${numbers[1]} visible-mean ${numbers[2]} ` +
        `rate ${done.learningRate.toExponential(2)} ${done.millisecondsPerStep.toFixed(0)} ms/step`,
    );
    writeFileSync(`${STATE}.tmp`, JSON.stringify(await page.evaluate(() => window.pretraining.save())));
    renameSync(`${STATE}.tmp`, STATE);
  }

  const files = await page.evaluate(() => window.pretraining.ship());
  mkdirSync(OUT, { recursive: true });
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(OUT, name), Buffer.from(text, 'base64'));
  const card = await page.evaluate(() => window.pretraining.card());
  writeFileSync(join(OUT, 'README.md'), cardText(card, { step, total, log: readFileSync(LOG, 'utf8') }));
  log(`card ${JSON.stringify(card.rows)}`);
});

/** @param {string} line */
function log(line) {
  const stamped = `${new Date().toISOString().slice(0, 19)}Z ${line}\n`;
  process.stdout.write(stamped);
  appendFileSync(LOG, stamped);
}
