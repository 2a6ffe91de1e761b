/** @file Squared error of a reconstruction, over hidden pixels and per patch. Images are [rows · patch, cols · patch, 3]. */

import { patchCount, type Grid, type PatchMask } from '../grid.ts';
import { patchify, patchLength, paddedPatchLength } from '../patchify.ts';

/** Mean squared difference per patch, over its pixels and channels, [N]. */
export function patchErrors(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  grid: Grid,
  patch: number,
): Float32Array<ArrayBuffer> {
  const left = patchify(a, grid, patch);
  const right = patchify(b, grid, patch);
  const stride = paddedPatchLength(patch);
  return Float32Array.from({ length: patchCount(grid) }, (_, i) => {
    let sum = 0;
    for (let k = i * stride; k < (i + 1) * stride; k++) sum += (left[k]! - right[k]!) ** 2;
    return sum / patchLength(patch);
  });
}

/** Mean of {@link patchErrors} over the hidden patches; null where nothing is hidden. */
export function hiddenMse(errors: ArrayLike<number>, mask: PatchMask): number | null {
  let sum = 0;
  let hidden = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    sum += errors[i]!;
    hidden++;
  }
  return hidden === 0 ? null : sum / hidden;
}
