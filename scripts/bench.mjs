/**
 * @file Times one MAE training step in this engine and in others, in one browser, and what the page itself costs:
 * `npm run bench`.
 *
 * `-- --headed` uses the machine's graphics card, `--sizes tiny,small,target-b16,target`, `--rounds 5`, `--only ours-webgpu,jax-wasm`,
 * `--patience 120` (seconds an engine may take for ten steps before it is left out), `--parts engines,page`,
 * `--json FILE`, and `--docs` puts the tables into docs/benchmarks.md. An engine is timed only after its ten losses have
 * agreed with ours on the CPU.
 */

import './need-node.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { pageTables } from './bench/page-tables.mjs';
import { measurePage } from './bench/page-tasks.mjs';
import { tablesOf } from './bench/tables.mjs';
import { withPage } from './dev-page.mjs';
import { ROOT } from './run.mjs';

/** Losses are compared with the first one's. */
const ENGINES = [
  'ours-cpu',
  'ours-cpu-2',
  'ours-webgpu',
  'jax-wasm',
  'jax-webgpu',
  'tfjs-webgl',
  'tfjs-cpu',
  'tfjs-webgpu',
];
const PARTS = ['engines', 'page'];
const SIZES = ['tiny', 'small', 'target-b16', 'target'];
const CHECKED_STEPS = 10;
/** Of an engine that is compared with itself. */
const WARM_STEPS = 3;
const TOLERANCE = 1e-4;
/** A round has as many steps as fit into this many milliseconds, at least one. */
const ROUND_MS = 1000;
const MOST_STEPS = 30;
/** The browser counts CPU time in hundredths of a second. */
const REST_MS = 100;
const MOST_RESTS = 40;
/** On a busy machine a thread that still works may get no turn for a while. */
const QUIET_RESTS = 3;
const DOCS = join(ROOT, 'docs/benchmarks.md');

const { values } = parseArgs({
  options: {
    headed: { type: 'boolean', default: false },
    sizes: { type: 'string', default: SIZES.join(',') },
    only: { type: 'string', default: ENGINES.join(',') },
    rounds: { type: 'string', default: '5' },
    patience: { type: 'string', default: '120' },
    parts: { type: 'string', default: PARTS.join(',') },
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const patienceMs = Number(values.patience) * 1000;
const sizes = chosen(values.sizes, SIZES);
const engines = chosen(values.only, ENGINES);
const parts = chosen(values.parts, PARTS);

/** @type {import('./bench/tables.mjs').Result} */
const result = {
  machine: {
    cpu: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    browser: '',
    isHeaded: values.headed,
    load: [load()],
    command: `npm run bench -- ${process.argv.slice(2).join(' ')}`.replace(/ --json \S+| -- $/g, ''),
  },
  sizes: [],
  scaling: [],
  page: null,
};

const packages = ['@jax-js/jax', '@tensorflow/tfjs', '@tensorflow/tfjs-backend-webgpu'];
const options = { headed: values.headed, isolated: true, packages };
if (parts.includes('engines')) await withPage('/scripts/bench/index.html', 'bench', timeEngines, options);
if (parts.includes('page')) await timePage();
if (result.sizes.some(({ rows }) => rows.some(({ left }) => left?.isWrong))) process.exitCode = 1;

/** @param {import('playwright').Page} page */
async function timeEngines(page) {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  result.machine.browser = browser.version();
  const session = await browser.newBrowserCDPSession();
  /** CPU milliseconds that all processes of the browser have used. */
  const cpuTime = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime: seconds }) => sum + seconds * 1000, 0);
  };
  for (const size of sizes) result.sizes.push(await atSize(page, cpuTime, size));
  for (const engine of engines.filter((name) => name.startsWith('ours'))) {
    result.scaling.push(await scaling(page, cpuTime, engine));
  }
  result.machine.load.push(load());
  await publish('tables', tablesOf(result));
}

async function timePage() {
  const before = load();
  const page = await measurePage({ headed: values.headed, rounds, say });
  result.page = page;
  result.machine.browser = page.browser;
  await publish('page', pageTables({ ...result.machine, load: [before, load()] }, page));
}

/**
 * Prints tables, and with `--docs` puts them between their marks in the page of benchmarks.
 * @param {string} name
 * @param {string} text
 */
async function publish(name, text) {
  process.stdout.write(`\n${text}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 1)}\n`);
  if (!values.docs) return;
  const old = readFileSync(DOCS, 'utf8');
  const [before, after] = old.split(new RegExp(`<!-- ${name} -->[^]*?<!-- end -->`));
  if (before === undefined || after === undefined) throw new Error(`${DOCS} has no place for ${name}`);
  const page = `${before}<!-- ${name} -->\n\n${text}\n<!-- end -->${after}`;
  writeFileSync(DOCS, await format(page, { parser: 'markdown', printWidth: 110 }));
}

/**
 * @param {import('playwright').Page} page
 * @param {() => Promise<number>} cpuTime
 * @param {string} size
 */
async function atSize(page, cpuTime, size) {
  const rows = [];
  /** @type {number[] | undefined} */
  let losses;
  for (const engine of engines) {
    const row = await checked(page, engine, size, losses);
    rows.push(row);
    if (row.left === null) losses ??= row.losses;
    else await page.evaluate((key) => window.bench.close(key), row.key);
    say(`${size} ${engine}: ${row.left?.why ?? `ready, ${row.device}`}`);
  }
  const ready = rows.filter(({ left }) => left === null);
  for (const row of ready) row.counts = await page.evaluate((key) => window.bench.count(key, 3), row.key);
  await interleave(page, cpuTime, ready);
  for (const { key } of ready) await page.evaluate((name) => window.bench.close(name), key);
  const hasGpu = ready.some(({ engine }) => engine === 'ours-webgpu');
  const gemms = hasGpu
    ? await page.evaluate(([name, n]) => window.bench.gemms(name, n), /** @type {const} */ ([size, rounds]))
    : null;
  return { size, rows, gemms };
}

/**
 * Starts an engine and holds its first losses against `reference`, where there is one.
 * @param {import('playwright').Page} page
 * @param {string} engine
 * @param {string} size
 * @param {readonly number[]} [reference]
 * @param {number} [steps]
 * @returns {Promise<import('./bench/tables.mjs').Row>}
 */
async function checked(page, engine, size, reference, steps = CHECKED_STEPS) {
  const key = `${size} ${engine}`;
  /** @type {import('./bench/tables.mjs').Row} */
  const row = {
    key,
    engine,
    device: '',
    losses: [],
    start: null,
    counts: null,
    steps: 1,
    wall: [],
    cpu: [],
    left: null,
  };
  const begin = performance.now();
  try {
    row.start = await page.evaluate(
      ([k, e, s]) => window.bench.start(k, e, s),
      /** @type {const} */ ([key, engine, size]),
    );
    row.device = row.start.device;
    row.losses.push(row.start.loss);
    let stepMs = row.start.firstMs;
    while (row.losses.length < steps && performance.now() - begin < patienceMs) {
      const before = performance.now();
      row.losses.push(await page.evaluate((k) => window.bench.step(k), key));
      stepMs = performance.now() - before;
    }
    row.steps = Math.max(1, Math.min(MOST_STEPS, Math.round(ROUND_MS / stepMs)));
    const off = Math.max(0, ...row.losses.map((loss, i) => Math.abs(loss / (reference?.[i] ?? loss) - 1)));
    const agreed = `${row.losses.length} losses agree to ${off.toExponential(0)}`;
    if (!(off <= TOLERANCE))
      row.left = { isWrong: true, why: `not timed: its losses differ by ${off.toExponential(1)}` };
    else if (row.losses.length < steps) {
      row.left = {
        isWrong: false,
        why: `not timed: ${(stepMs / 1000).toFixed(1)} s a step; its first ${agreed}`,
      };
    }
  } catch (error) {
    row.left = { isWrong: true, why: `does not run: ${String(error).split('\n')[0]}` };
  }
  return row;
}

/**
 * Rounds of one engine after the other, so that other work on the machine falls on all of them.
 * @param {import('playwright').Page} page
 * @param {() => Promise<number>} cpuTime
 * @param {readonly { key: string, steps: number, wall: number[], cpu: number[] }[]} rows
 */
async function interleave(page, cpuTime, rows) {
  for (let round = 0; round < rounds; round++) {
    for (const row of rows) {
      await rest(cpuTime);
      const before = await cpuTime();
      const spent = await page.evaluate(
        ([key, n]) => window.bench.round(key, n),
        /** @type {const} */ ([row.key, row.steps]),
      );
      row.cpu.push(((await cpuTime()) - before) / row.steps);
      row.wall.push(...spent);
    }
    say(`round ${round + 1} of ${rounds}`);
  }
}

/**
 * Waits until the browser rests, so that what one engine's threads still do does not fall on the next engine.
 * @param {() => Promise<number>} cpuTime
 */
async function rest(cpuTime) {
  for (let tries = 0, quiet = 0; tries < MOST_RESTS && quiet < QUIET_RESTS; tries++) {
    const before = await cpuTime();
    await setTimeout(REST_MS);
    quiet = (await cpuTime()) - before < REST_MS / 5 ? quiet + 1 : 0;
  }
}

/**
 * @param {import('playwright').Page} page
 * @param {() => Promise<number>} cpuTime
 * @param {string} engine
 */
async function scaling(page, cpuTime, engine) {
  const names = await page.evaluate(() => window.bench.scaled);
  const rows = [];
  for (const task of names) {
    const row = await checked(page, engine, task, undefined, WARM_STEPS);
    if (row.left !== null) throw new Error(`${engine}, ${task}: ${row.left.why}`);
    rows.push({ ...row, task, flops: row.start?.flops ?? 0 });
  }
  await interleave(page, cpuTime, rows);
  for (const { key } of rows) await page.evaluate((name) => window.bench.close(name), key);
  return { engine, rows };
}

/**
 * @param {string} list
 * @param {readonly string[]} known
 */
function chosen(list, known) {
  const names = list.split(',');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`There is no ${unknown}; there are ${known.join(', ')}.`);
  return known.filter((name) => names.includes(name));
}

function load() {
  return Number((loadavg()[0] ?? 0).toFixed(1));
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}
