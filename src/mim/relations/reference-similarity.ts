/** @file How alike each patch is to one vector: to a patch in focus, to the mean patch, to the class token. */

import { dotOfRows, unitRows } from '../similarity.ts';

/**
 * features: [n, width]; reference: [width]. Cosines, [n], in -1..1; 0 where either is all zeros. Figure 2b of
 * Self-Guided MAE with the mean patch as the reference.
 */
export function similarityTo(
  features: ArrayLike<number>,
  n: number,
  width: number,
  reference: ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  const unit = unitRows(features, n, width);
  const one = unitRows(reference, 1, width);
  return Float32Array.from({ length: n }, (_, i) =>
    Math.min(1, Math.max(-1, dotOfRows(unit, i * width, one, 0, width))),
  );
}

/** The mean of the rows as they are, not of their directions, [width]. */
export function meanFeature(
  features: ArrayLike<number>,
  n: number,
  width: number,
): Float64Array<ArrayBuffer> {
  const mean = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < width; k++) mean[k]! += features[i * width + k]! / n;
  }
  return mean;
}
