/** @file Which comparison is under way, so that whatever else is asked for ends it first. */

import { pause } from './run-control.ts';

interface Comparison {
  isStopping: boolean;
  /** Settles when the settings are what they were before. */
  over: Promise<void>;
}
let current: Comparison | null = null;

export const isComparing = (): boolean => current !== null;

/** Whether the comparison under way was told to stop. */
export const isStopping = (): boolean => current?.isStopping === true;

/** Runs `work` as the comparison under way. */
export async function comparing(work: () => Promise<void>): Promise<void> {
  const mine: Comparison = { isStopping: false, over: Promise.resolve() };
  current = mine;
  mine.over = work().finally(() => (current = null));
  await mine.over;
}

/** After the step under way; the arms that have finished stay. Nothing where there is no comparison. */
export async function endComparison(): Promise<void> {
  const comparison = current;
  if (comparison === null) return;
  comparison.isStopping = true;
  await pause();
  await comparison.over;
}
