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
 * @property {{ name?: string }} [args]
 */

/**
 * The tasks of the page's main thread during `work`.
 * @param {import('playwright').Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<Task[]>}
 */
export async function tasksDuring(page, work) {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser of its own');
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await work();
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  /** @param {TraceEvent} event */
  const place = ({ pid, tid }) => `${pid} ${tid}`;
  const pages = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(place),
  );
  return traceEvents
    .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && pages.has(place(event)))
    .map(({ dur = 0, tdur = dur }) => ({ wallMs: dur / 1000, cpuMs: tdur / 1000 }));
}
