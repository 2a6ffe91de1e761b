/** @file Embeddings as a few numbers of mean 0 and variance 1 that do not correlate. */

import { leadingEigen } from '../leading-eigen.ts';
import { covarianceOf } from './covariance.ts';

export interface Whitening {
  readonly width: number;
  /** Components kept: fewer where the embeddings have fewer. */
  readonly size: number;
  readonly mean: Float64Array<ArrayBuffer>;
  /** [size, width]. */
  readonly basis: Float64Array<ArrayBuffer>;
}

/** Components below this share of the largest variance are noise. */
const LEAST_VARIANCE = 1e-6;

/** From training embeddings, [n, width]: their principal components, each divided by its deviation. */
export function whiteningOf(
  embeddings: ArrayLike<number>,
  n: number,
  width: number,
  components: number,
): Whitening {
  const { matrix, mean } = covarianceOf(embeddings, n, width, { shrinkage: 0 });
  const { values, vectors } = leadingEigen(matrix, width, Math.min(components, n - 1));
  const size = values.filter((value) => value > LEAST_VARIANCE * values[0]!).length;
  const basis = new Float64Array(size * width);
  for (let c = 0; c < size; c++) {
    for (let k = 0; k < width; k++) basis[c * width + k] = vectors[c * width + k]! / Math.sqrt(values[c]!);
  }
  return { width, size, mean, basis };
}

/** embeddings: [n, width]. Returns [n, size]. */
export function whiten(
  { width, size, mean, basis }: Whitening,
  embeddings: ArrayLike<number>,
  n: number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(n * size);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < size; c++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += basis[c * width + k]! * (embeddings[i * width + k]! - mean[k]!);
      out[i * size + c] = sum;
    }
  }
  return out;
}
