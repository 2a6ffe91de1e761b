/** @file Masks that follow attention, for comparison: the most attended patches, with or without hints, or the least. */

import type { Rng } from '../../lib/rng.ts';
import type { PatchMask } from '../grid.ts';
import { highest, maskOf } from './draw.ts';

export type AttentionRule = 'high' | 'hint' | 'low';

/**
 * How much attention each patch receives, [n], the mean over queries; sums to 1. meanAttention: [n, n], rows are queries.
 * Stands in for the class token's attention where there is none; ours.
 */
export function attentionReceived(meanAttention: ArrayLike<number>, n: number): Float32Array<ArrayBuffer> {
  const received = new Float64Array(n);
  for (let q = 0; q < n; q++) {
    for (let k = 0; k < n; k++) received[k]! += meanAttention[q * n + k]! / n;
  }
  return Float32Array.from(received);
}

/**
 * Hides `count` of n patches. `high`: those of the highest score. `low`: those of the lowest. `hint`: those of the
 * highest, but floor(share · n) of the highest `count` stay visible, chosen at random, and the next ones are hidden
 * instead. scores: [n]. Source: AttMask §3.2; attmask@9f62061, show_max 0.1 (there from an EMA teacher's class token).
 */
export function attentionGuidedMask(
  scores: ArrayLike<number>,
  count: number,
  rule: AttentionRule,
  share: number,
  rng: Rng,
): PatchMask {
  const n = scores.length;
  const all = Array.from(scores, (_, i) => i);
  const descending = highest(scores, all, n, rng);
  if (rule === 'low') return maskOf(n, descending.subarray(n - count));
  if (rule === 'high') return maskOf(n, descending.subarray(0, count));
  const shown = Math.min(Math.floor(share * n), n - count);
  const lots = Float64Array.from({ length: n }, () => rng.next());
  const hints = new Set(highest(lots, descending.subarray(0, count), shown, rng));
  return maskOf(n, descending.filter((i) => !hints.has(i)).subarray(0, count));
}
