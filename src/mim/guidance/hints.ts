/** @file Hint tokens: a few of the patches that a guided mask would hide stay visible. */

import { shuffle, type Rng } from '../../lib/rng.ts';
import { maskFrom, type PatchMask } from '../grid.ts';
import { byLot, rescaled } from './draw.ts';

/** Both were compared in Self-Guided MAE. */
export type HintRule = 'random' | 'similarity';

export interface HintedMask {
  readonly mask: PatchMask;
  /** The patches that were revealed. */
  readonly hints: Uint32Array<ArrayBuffer>;
}

/**
 * Reveals floor(share · hidden) of the hidden patches: any, or in proportion to their scores scaled to 0..1 over the
 * hidden patches. With `refill` as many of the other visible patches are hidden at random, so that the count of hidden
 * patches, which a batch shares, stays as it was. scores: [N].
 * Source: Self-Guided MAE §4 as far as public; the rounding, the scaling and the refill are ours.
 */
export function revealHints(
  mask: PatchMask,
  scores: ArrayLike<number>,
  share: number,
  rule: HintRule,
  refill: boolean,
  rng: Rng,
): HintedMask {
  const hidden = patchesWith(mask, 1);
  const count = Math.floor(share * hidden.length);
  const hints =
    rule === 'random'
      ? Uint32Array.from(shuffle(hidden.length, rng).subarray(0, count), (k) => hidden[k]!)
      : byLot(rescaled(scores, hidden), hidden, count, rng);
  const bits = Uint8Array.from(mask);
  if (refill) {
    const visible = patchesWith(mask, 0);
    for (const k of shuffle(visible.length, rng).subarray(0, count)) bits[visible[k]!] = 1;
  }
  for (const i of hints) bits[i] = 0;
  return { mask: maskFrom(bits), hints };
}

/**
 * The share at `progress` (0..1) of the guided part of a run: a straight line. The paper's schedule could not be read; a
 * line from 10 % to 5 % is ours, after what is remembered of it.
 */
export const hintShareAt = (progress: number, from: number, to: number): number =>
  from + (to - from) * Math.min(1, Math.max(0, progress));

const patchesWith = (mask: PatchMask, bit: number): number[] =>
  Array.from(mask, (_, i) => i).filter((i) => mask[i] === bit);
