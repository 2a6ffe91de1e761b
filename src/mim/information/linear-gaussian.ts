/** @file ln q(y | x) of all pairs, with q a Gaussian around a linear function of x: the scores that CLUB wants. */

import { cholesky, inverseOf } from './cholesky.ts';
import type { Pairs } from './critic.ts';

/** Ridge of the regression, in units of the unit variance of whitened numbers. Ours. */
const RIDGE = 1e-2;
const LEAST_VARIANCE = 1e-6;

export interface LinearGaussian {
  readonly dx: number;
  readonly dy: number;
  /** y ≈ x · map, [dx, dy]. */
  readonly map: Float64Array<ArrayBuffer>;
  /** Of each number of y around it, [dy]. */
  readonly variance: Float64Array<ArrayBuffer>;
}

/** Least squares with a ridge on pairs of mean 0. */
export function fitLinearGaussian({ x, y, n }: Pairs, dx: number, dy: number): LinearGaussian {
  const gram = new Float64Array(dx * dx);
  const cross = new Float64Array(dx * dy);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < dx; k++) {
      const value = x[i * dx + k]! / n;
      for (let m = 0; m < dx; m++) gram[k * dx + m]! += value * x[i * dx + m]!;
      for (let m = 0; m < dy; m++) cross[k * dy + m]! += value * y[i * dy + m]!;
    }
  }
  for (let k = 0; k < dx; k++) gram[k * dx + k]! += RIDGE;
  const inverse = inverseOf(cholesky(gram, dx)!, dx);
  const map = new Float64Array(dx * dy);
  for (let k = 0; k < dx; k++) {
    for (let l = 0; l < dx; l++) {
      for (let m = 0; m < dy; m++) map[k * dy + m]! += inverse[k * dx + l]! * cross[l * dy + m]!;
    }
  }
  const variance = new Float64Array(dy);
  for (let i = 0; i < n; i++) {
    for (let m = 0; m < dy; m++) variance[m]! += (y[i * dy + m]! - predicted(map, x, i, m, dx, dy)) ** 2 / n;
  }
  return { dx, dy, map, variance: variance.map((value) => Math.max(LEAST_VARIANCE, value)) };
}

/** [n, n]: row i has ln q(y_j | x_i), in nats. */
export function logLikelihoods(
  { dx, dy, map, variance }: LinearGaussian,
  { x, y, n }: Pairs,
): Float64Array<ArrayBuffer> {
  const scores = new Float64Array(n * n);
  const constant = variance.reduce((sum, value) => sum - Math.log(2 * Math.PI * value) / 2, 0);
  for (let i = 0; i < n; i++) {
    const centre = Float64Array.from({ length: dy }, (_, m) => predicted(map, x, i, m, dx, dy));
    for (let j = 0; j < n; j++) {
      let sum = constant;
      for (let m = 0; m < dy; m++) sum -= (y[j * dy + m]! - centre[m]!) ** 2 / (2 * variance[m]!);
      scores[i * n + j] = sum;
    }
  }
  return scores;
}

function predicted(map: Float64Array, x: Float64Array, i: number, m: number, dx: number, dy: number): number {
  let sum = 0;
  for (let k = 0; k < dx; k++) sum += x[i * dx + k]! * map[k * dy + m]!;
  return sum;
}
