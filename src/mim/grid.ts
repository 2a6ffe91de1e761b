/** @file The patch grid: how an image is cut up, masks over it, and the two roundings of the mask ratio. */

import { shuffle, type Rng } from '../lib/rng.ts';

declare const brand: unique symbol;

/** Patches per side. Row-major: patch `i` is at row `floor(i / cols)`, column `i % cols`. */
export interface Grid {
  readonly rows: number;
  readonly cols: number;
}

/** One byte per patch, length `rows * cols`: 1 = hidden from the encoder, 0 = visible. */
export type PatchMask = Uint8Array<ArrayBuffer> & { readonly [brand]: 'PatchMask' };

export const patchCount = ({ rows, cols }: Grid): number => rows * cols;

/** The only way to make a mask: all patches visible. */
export const visibleMask = (grid: Grid): PatchMask => new Uint8Array(patchCount(grid)) as PatchMask;

/** A mask from foreign bytes; anything but 0 hides. */
export const maskFrom = (bits: ArrayLike<number>): PatchMask =>
  Uint8Array.from(bits, (bit) => (bit === 0 ? 0 : 1)) as PatchMask;

export const hiddenCount = (mask: ArrayLike<number>): number => {
  let hidden = 0;
  for (let i = 0; i < mask.length; i++) hidden += mask[i] === 0 ? 0 : 1;
  return hidden;
};

/**
 * Patches that MAE keeps of `n`: the product truncated in doubles, as Python does it, so (25, 0.8) keeps 4 and not 5.
 * Source: MAE §3; facebookresearch/mae@efb2a80 models_mae.py random_masking.
 * Differs: at least one patch stays visible, and above ratio 0 at least one of n ≥ 2 is hidden.
 */
export function keptByRatio(n: number, ratio: number): number {
  const kept = Math.trunc(n * (1 - ratio));
  return Math.max(1, ratio > 0 && n > 1 ? Math.min(kept, n - 1) : kept);
}

/** A ratio that {@link keptByRatio} turns into exactly `hidden` of `n` (0 ≤ hidden ≤ n - 1). */
export function ratioForHidden(n: number, hidden: number): number {
  const ratio = hidden / n;
  if (keptByRatio(n, ratio) === n - hidden) return ratio;
  return (hidden - 1e-6) / n; // 1 - hidden/n fell just below a whole number of patches
}

/** Hides or reveals patches at random until exactly `hidden` are hidden; `locked` patches ([N], not 0) stay as they are. */
export function equalizeCount(
  mask: PatchMask,
  hidden: number,
  rng: Rng,
  locked?: ArrayLike<number>,
): PatchMask {
  const equal = mask.slice() as PatchMask;
  const missing = hidden - hiddenCount(mask);
  const from = missing > 0 ? 0 : 1;
  const free = Array.from(mask, (_, i) => i).filter((i) => mask[i] === from && (locked?.[i] ?? 0) === 0);
  const order = shuffle(free.length, rng);
  for (let k = 0; k < Math.min(Math.abs(missing), free.length); k++) equal[free[order[k]!]!] = 1 - from;
  return equal;
}

/**
 * `fresh` (a new seed or ratio) with the pinned patches as they were in `previous`. The number of hidden patches stays
 * that of `fresh` as far as the pins allow: unpinned patches are hidden or revealed at random instead.
 */
export function withPins(
  fresh: PatchMask,
  pinned: ArrayLike<number>,
  previous: PatchMask,
  rng: Rng,
): PatchMask {
  if (pinned.length !== fresh.length || previous.length !== fresh.length) return fresh;
  const mask = fresh.map((bit, i) => (pinned[i] === 0 ? bit : previous[i]!)) as PatchMask;
  return equalizeCount(mask, hiddenCount(fresh), rng, pinned);
}

/** Eight hexadecimal digits to tell masks apart in the log: 32-bit FNV-1a over the patches. */
export function maskHash(mask: ArrayLike<number>): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < mask.length; i++) hash = Math.imul(hash ^ (mask[i] === 0 ? 0 : 1), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
