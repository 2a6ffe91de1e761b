/** @file Choosing patches by a score: the highest, or by lot. */

import { shuffle, type Rng } from '../../lib/rng.ts';
import { maskFrom, type PatchMask } from '../grid.ts';

/**
 * `count` of the `candidates` with the highest scores, in descending order. Equal scores are ordered at random, as flat
 * images have many.
 */
export function highest(
  scores: ArrayLike<number>,
  candidates: ArrayLike<number>,
  count: number,
  rng: Rng,
): Uint32Array<ArrayBuffer> {
  const mixed = Uint32Array.from(shuffle(candidates.length, rng), (k) => candidates[k]!);
  return mixed.toSorted((a, b) => scores[b]! - scores[a]!).slice(0, Math.max(0, count));
}

/**
 * `count` of the `candidates`, one after another, each in proportion to its weight among those left; weights of 0 come
 * last. Source: Efraimidis & Spirakis 2006, the keys ln(u) / w.
 */
export function byLot(
  weights: ArrayLike<number>,
  candidates: ArrayLike<number>,
  count: number,
  rng: Rng,
): Uint32Array<ArrayBuffer> {
  const keys = new Float64Array(weights.length);
  for (let k = 0; k < candidates.length; k++) {
    const i = candidates[k]!;
    keys[i] = weights[i]! > 0 ? Math.log(1 - rng.next()) / weights[i]! : -Infinity;
  }
  return highest(keys, candidates, count, rng);
}

/** Scores shifted and scaled to 0..1 over the candidates; all 1 where they are equal. */
export function rescaled(
  scores: ArrayLike<number>,
  candidates: ArrayLike<number>,
): Float64Array<ArrayBuffer> {
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k < candidates.length; k++) {
    low = Math.min(low, scores[candidates[k]!]!);
    high = Math.max(high, scores[candidates[k]!]!);
  }
  return Float64Array.from(scores, (score) => (high > low ? (score - low) / (high - low) : 1));
}

/** The mask over `n` patches that hides exactly these. */
export function maskOf(n: number, hidden: ArrayLike<number>): PatchMask {
  const bits = new Uint8Array(n);
  for (let k = 0; k < hidden.length; k++) bits[hidden[k]!] = 1;
  return maskFrom(bits);
}
