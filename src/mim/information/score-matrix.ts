/** @file Scores of all pairs: the diagonal has the true ones, the rest stands for independent draws. */

import { dotOfRows, unitRows } from '../similarity.ts';

/** scores[i, j] = cos(a_i, b_j) / τ, [n, n]. a, b: [n, width]. */
export function cosineScores(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  n: number,
  width: number,
  tau: number,
): Float64Array<ArrayBuffer> {
  const left = unitRows(a, n, width);
  const right = unitRows(b, n, width);
  const scores = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) scores[i * n + j] = dotOfRows(left, i * width, right, j * width, width) / tau;
  }
  return scores;
}

/** Mean of the diagonal. */
export function meanOfPairs(scores: ArrayLike<number>, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += scores[i * n + i]! / n;
  return sum;
}

/** ln of the mean of e^score off the diagonal, without overflow; n ≥ 2. */
export function logMeanExpOfOthers(scores: ArrayLike<number>, n: number): number {
  let highest = -Infinity;
  for (let k = 0; k < n * n; k++) if (k % (n + 1) !== 0) highest = Math.max(highest, scores[k]!);
  let sum = 0;
  for (let k = 0; k < n * n; k++) if (k % (n + 1) !== 0) sum += Math.exp(scores[k]! - highest);
  return highest + Math.log(sum / (n * (n - 1)));
}
