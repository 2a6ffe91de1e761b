/** @file The true texture of each patch, from the texture of every pixel. */

import type { Grid } from '../grid.ts';

/** The share of a patch's pixels that one texture must have to name it. Ours. */
export const PURE_ENOUGH = 0.9;

/**
 * truth: a texture's index for every pixel, [side, side]. The texture of each patch, [N], or -1 where none has
 * `purity` of the pixels.
 */
export function textureLabels(
  truth: ArrayLike<number>,
  grid: Grid,
  purity = PURE_ENOUGH,
): Int32Array<ArrayBuffer> {
  const width = Math.round(Math.sqrt(truth.length));
  const patch = width / grid.cols;
  return Int32Array.from({ length: grid.rows * grid.cols }, (_, i) => {
    const counts = new Map<number, number>();
    for (let k = 0; k < patch * patch; k++) {
      const row = Math.floor(i / grid.cols) * patch + Math.floor(k / patch);
      const texture = truth[row * width + (i % grid.cols) * patch + (k % patch)]!;
      counts.set(texture, (counts.get(texture) ?? 0) + 1);
    }
    for (const [texture, count] of counts) if (count >= purity * patch * patch) return texture;
    return -1;
  });
}
