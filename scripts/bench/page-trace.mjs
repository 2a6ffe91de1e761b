/** @file Reads from Chromium's own trace how long the page's main thread works at a stretch. */

/**
 * One task of the main thread, in milliseconds: how long it took, and how long the thread itself computed meanwhile.
 * On a machine that others use too, only the second is the page's own doing.
 * @typedef {{ wallMs: number, cpuMs: number }} Task
 *
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {number} pid
 * @property {number} tid
 * @property {number} [dur] microseconds
 * @property {number} [tdur] microseconds of the thread's own clock; not on every system
 */

/** What the page writes into the trace, so that its thread is known among those of the browser's own pages. */
const MARK = 'this is the page';

/**
 * The tasks of the page's main thread during `work`.
 * @param {import('playwright').Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<Task[]>}
 */
export async function tasksDuring(page, work) {
  const { events, own } = await traced(page, work);
  return events
    .filter((event) => isTask(event) && event.pid === own.pid && event.tid === own.tid)
    .map((event) => ({ wallMs: (event.dur ?? 0) / 1000, cpuMs: cpuMs(event) }));
}

/**
 * Milliseconds that the busiest of the page's other threads computes during `work`: while it trains, the trainer's.
 * @param {import('playwright').Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<number>}
 */
export async function trainerMsDuring(page, work) {
  const { events, own } = await traced(page, work);
  /** @type {Map<number, number>} */
  const sums = new Map();
  for (const event of events) {
    if (!isTask(event) || event.pid !== own.pid || event.tid === own.tid) continue;
    sums.set(event.tid, (sums.get(event.tid) ?? 0) + cpuMs(event));
  }
  return Math.max(0, ...sums.values());
}

/** @param {TraceEvent} event */
const isTask = ({ name }) => name === 'ThreadControllerImpl::RunTask';

/** @param {TraceEvent} event */
const cpuMs = ({ dur = 0, tdur = dur }) => tdur / 1000;

/**
 * @param {import('playwright').Page} page
 * @param {() => Promise<void>} work
 */
async function traced(page, work) {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser of its own');
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await work();
  await page.evaluate((mark) => void performance.mark(mark), MARK);
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const own = traceEvents.find(({ name }) => name === MARK);
  if (own === undefined) throw new Error('the trace has no mark of the page');
  return { events: traceEvents, own };
}
