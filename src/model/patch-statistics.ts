/** @file What the normalised target takes out of a patch. */

import { paddedLength, patchLength, tokensOf, type ImageShape } from './shape.ts';

/** Mean and deviation (unbiased, with MAE's epsilon) of each patch of [N, P] over its true length. */
export function patchStatistics(
  patches: Float32Array,
  image: ImageShape,
): { mean: number; deviation: number }[] {
  const columns = paddedLength(image);
  const length = patchLength(image);
  return Array.from({ length: tokensOf(image) }, (_, i) => {
    const patch = patches.subarray(i * columns, i * columns + length);
    const mean = patch.reduce((sum, x) => sum + x, 0) / length;
    const variance = patch.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (length - 1);
    return { mean, deviation: Math.sqrt(variance + 1e-6) };
  });
}
