/** @file How fast the device computes, and so into how many submits a step is cut for the page's drawing to get a turn. */

import { invariant } from '../../lib/assert.ts';

export class Pace {
  readonly #longestMs: number;
  /** The fastest seen: whatever waits, or fills the device badly, only ever looks slower. */
  #flopsPerMs = 0;
  #underWay = 0;

  /** @param longestMs predicted milliseconds above which a step is cut; Infinity never cuts */
  constructor(longestMs: number) {
    invariant(longestMs > 0, 'a submit that takes no time');
    this.#longestMs = longestMs;
  }

  /** 1 until something has been timed. Parts are half of the longest, as predictions are rough. */
  submitsFor(flops: number): number {
    if (this.#flopsPerMs === 0) return 1;
    const ms = flops / this.#flopsPerMs;
    return ms <= this.#longestMs ? 1 : Math.ceil((2 * ms) / this.#longestMs);
  }

  /** Call at the submit; call the result when the host has its answer. Only what began on an idle device is timed. */
  begin(flops: number): () => void {
    const wasIdle = this.#underWay++ === 0;
    const before = performance.now();
    return () => {
      this.#underWay--;
      const spent = performance.now() - before;
      if (wasIdle && spent > 0) this.#flopsPerMs = Math.max(this.#flopsPerMs, flops / spent);
    };
  }
}

/**
 * Ends of `parts` consecutive groups of about equal work, as indices into `work`.
 * @param work of each dispatch, in FLOPs
 */
export function cut(work: readonly number[], parts: number): readonly number[] {
  const share = work.reduce((sum, flops) => sum + flops, 0) / parts;
  const ends: number[] = [];
  let done = 0;
  work.forEach((flops, i) => {
    done += flops;
    if (ends.length < parts - 1 && done >= share * (ends.length + 1) && i + 1 < work.length) ends.push(i + 1);
  });
  return [...ends, work.length];
}
