/** @file Edge weights of the patch graph from cosine similarities: no weight may be negative, or degrees may vanish. */

export type Affinity = 'clamped' | 'binary';

/** Weight of an edge that is cut off: more than 0, so that the graph stays in one piece. TokenCut's. */
const FLOOR = 1e-5;

/**
 * matrix: cosines, [n, n]. `clamped`: W = M where M > τ, else 1e-5 (ours: Self-Guided MAE's text cuts M itself and says
 * nothing of negative entries). `binary`: W = 1 where M > τ, else 1e-5.
 * Source of `binary`: TokenCut@fed52cd, τ = 0.2.
 */
export function affinityOf(
  matrix: ArrayLike<number>,
  n: number,
  affinity: Affinity,
  tau: number,
): Float64Array<ArrayBuffer> {
  const weights = new Float64Array(n * n);
  for (let k = 0; k < n * n; k++) {
    const value = matrix[k]!;
    weights[k] = value > tau ? (affinity === 'binary' ? 1 : Math.max(value, FLOOR)) : FLOOR;
  }
  return weights;
}
