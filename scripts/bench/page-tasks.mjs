/** @file What the built page itself costs while it opens, rests and trains: tasks of its thread, frames, steps, strokes. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { browserLaunch, ensureBrowser } from '../browser.mjs';
import { ROOT } from '../run.mjs';
import { serve } from '../serve.mjs';
import { paint, watchStrokes } from './page-strokes.mjs';
import { tasksDuring, trainerMsDuring } from './page-trace.mjs';

/**
 * @typedef {import('./page-trace.mjs').Task} Task
 * @typedef {{ when: string, count: number, longestCpuMs: number, longestWallMs: number, long: number }} Phase `long` counts
 *   the tasks that computed for more than LONG_MS
 * @typedef {{ wallMs: number, cpuMs: number }} StepCost milliseconds a step; cpuMs is what the trainer's thread computes
 * @typedef {object} PageResult
 * @property {string} browser its version
 * @property {string} engine what the page trains on
 * @property {Phase[]} phases
 * @property {{ idle: number[], training: number[] }} frames a second, by round
 * @property {{ seen: StepCost[], unseen: StepCost[] }} steps with every live view on screen, and with none
 * @property {{ idle: number[], training: number[] }} strokes milliseconds from the press to the new picture
 */

const SCREEN = { width: 1440, height: 900 };
/** So narrow that one part of the page shows at a time; the list of runs has no live view. */
const NARROW = { width: 390, height: 844 };
const VISITS = 3;
/** By then everything that waits for a quiet moment has been loaded. */
const SETTLED_MS = 6000;
const IDLE_MS = 4000;
const TRAINING_MS = 10_000;
const WINDOW_MS = 3000;
const PRESET = 'mae-xs';
/** No task of the page's thread may compute for longer. */
export const LONG_MS = 50;

/**
 * @param {object} options
 * @param {boolean} options.headed
 * @param {number} options.rounds
 * @param {(line: string) => void} options.say
 * @returns {Promise<PageResult>}
 */
export async function measurePage({ headed, rounds, say }) {
  await ensureBrowser();
  const folder = join(ROOT, 'node_modules/.cache/bench-page');
  await build({ root: ROOT, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const server = await serve({ root: folder, port: 4700, anyPort: true });
  const browser = await chromium.launch({ ...browserLaunch(), headless: !headed });
  try {
    const opening = await visits(browser, server.url, say);
    const page = await browser.newPage({ viewport: SCREEN });
    await watchStrokes(page);
    await open(page, server.url);
    const rest = await measured(page, rounds, say);
    return { ...rest, phases: [phase(`opening, ${VISITS} visits`, opening), ...rest.phases] };
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} when
 * @param {readonly Task[]} tasks
 * @returns {Phase}
 */
const phase = (when, tasks) => ({
  when,
  count: tasks.length,
  longestCpuMs: Math.max(...tasks.map(({ cpuMs }) => cpuMs)),
  longestWallMs: Math.max(...tasks.map(({ wallMs }) => wallMs)),
  long: tasks.filter(({ cpuMs }) => cpuMs > LONG_MS).length,
});

/**
 * @param {import('playwright').Browser} browser
 * @param {string} url
 * @param {(line: string) => void} say
 */
async function visits(browser, url, say) {
  /** @type {Task[]} */
  const tasks = [];
  for (let visit = 1; visit <= VISITS; visit++) {
    const page = await browser.newPage({ viewport: SCREEN });
    tasks.push(...(await tasksDuring(page, () => open(page, url))));
    await page.close();
    say(`page: visit ${visit} of ${VISITS}`);
  }
  return tasks;
}

/**
 * @param {import('playwright').Page} page
 * @param {string} url
 */
async function open(page, url) {
  await page.goto(url);
  await page.getByText(/^PSNR/).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(SETTLED_MS);
}

/**
 * @param {import('playwright').Page} page
 * @param {number} rounds
 * @param {(line: string) => void} say
 * @returns {Promise<PageResult>}
 */
async function measured(page, rounds, say) {
  const engine = (await page.getByRole('group', { name: 'Status' }).innerText()).replace('Ready · ', '');
  const idle = await tasksDuring(page, () => page.waitForTimeout(IDLE_MS));
  const idleFrames = [];
  for (let round = 0; round < rounds; round++) idleFrames.push(await framesASecond(page));
  const idleStrokes = await paint(page);
  say('page: idle');
  await page.evaluate((preset) => window.mim.open({ preset }), PRESET);
  const starting = await tasksDuring(page, async () => {
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByText(/^step \d+ · training/).waitFor({ timeout: 120_000 });
    await page.waitForTimeout(SETTLED_MS);
  });
  const training = await tasksDuring(page, () => page.waitForTimeout(TRAINING_MS));
  const painting = await tasksDuring(page, async () => void (await paint(page)));
  const trainingStrokes = await paint(page);
  say('page: training');
  /** @type {PageResult} */
  const result = {
    browser: page.context().browser()?.version() ?? '',
    engine,
    phases: [
      phase('idle', idle),
      phase('from the press on Train', starting),
      phase('training', training),
      phase('training, while painting', painting),
    ],
    frames: { idle: idleFrames, training: [] },
    steps: { seen: [], unseen: [] },
    strokes: { idle: idleStrokes, training: trainingStrokes },
  };
  for (let round = 1; round <= rounds; round++) {
    await page.setViewportSize(SCREEN);
    await page.waitForTimeout(500);
    result.frames.training.push(await framesASecond(page));
    result.steps.seen.push(await stepCost(page));
    await page.setViewportSize(NARROW);
    await page.getByRole('button', { name: 'Runs', exact: true }).click();
    await page.waitForTimeout(500);
    result.steps.unseen.push(await stepCost(page));
    say(`page: round ${round} of ${rounds}`);
  }
  return result;
}

/** @param {import('playwright').Page} page */
const framesASecond = (page) =>
  page.evaluate(
    (forMs) =>
      new Promise((resolve) => {
        let frames = 0;
        const begin = performance.now();
        const count = () => {
          const passed = performance.now() - begin;
          if (passed >= forMs) return resolve((1000 * frames) / passed);
          frames++;
          requestAnimationFrame(count);
        };
        requestAnimationFrame(count);
      }),
    WINDOW_MS,
  );

/**
 * @param {import('playwright').Page} page
 * @returns {Promise<StepCost>}
 */
async function stepCost(page) {
  let done = { steps: 0, ms: 0 };
  const cpuMs = await trainerMsDuring(page, async () => {
    done = await countSteps(page);
  });
  return { wallMs: done.ms / done.steps, cpuMs: cpuMs / done.steps };
}

/**
 * Whole steps and the time that they took, from the page's own count.
 * @param {import('playwright').Page} page
 */
const countSteps = (page) =>
  page.evaluate(async (forMs) => {
    const status = document.querySelector('[data-status]');
    const step = () => Number(/step ([\d,]+)/.exec(status?.textContent ?? '')?.[1]?.replaceAll(',', ''));
    /** @param {() => boolean} isTrue */
    const until = async (isTrue) => {
      while (!isTrue()) await new Promise((resolve) => void setTimeout(resolve, 2));
    };
    const nextStep = async () => {
      const before = step();
      await until(() => step() > before);
      return { step: step(), at: performance.now() };
    };
    const first = await nextStep();
    await new Promise((resolve) => void setTimeout(resolve, forMs));
    const last = await nextStep();
    return { ms: last.at - first.at, steps: last.step - first.step };
  }, WINDOW_MS);
