/** @file Masks of a batch as the patches that they keep. */

/** The order in which patches of one image are kept: visible ones only. */
export type Kept = Uint32Array | readonly number[];

/** Visible patches by position. */
export function keptByMask(mask: ArrayLike<number>): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(Array.from(mask, (bit, i) => (bit === 0 ? i : -1)).filter((i) => i >= 0));
}

/**
 * The `count` patches of smallest noise, in ascending order of noise; ties by position, as a stable argsort.
 * Source: facebookresearch/mae@efb2a80 models_mae.py random_masking.
 */
export function keptByNoise(noise: ArrayLike<number>, count: number): Uint32Array<ArrayBuffer> {
  const order = Array.from({ length: noise.length }, (_, i) => i).toSorted((a, b) => noise[a]! - noise[b]!);
  return Uint32Array.from(order.slice(0, count));
}

/** [B, N], 1 = hidden. */
export function maskOf(kept: readonly Kept[], tokens: number): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(kept.length * tokens).fill(1);
  kept.forEach((image, b) => image.forEach((patch) => (mask[b * tokens + patch] = 0)));
  return mask;
}
