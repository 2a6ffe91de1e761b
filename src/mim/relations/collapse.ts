/** @file Whether all patches have come to look alike to a model. */

import { percentile } from '../../lib/stats.ts';
import { pairsOf, unitRows } from '../similarity.ts';
import { symmetricEigen } from '../symmetric-eigen.ts';

/** Of the cosines of all pairs of patches: where even the 5th percentile is above this, the features have collapsed. Ours. */
export const COLLAPSED_ABOVE = 0.95;

/** matrix: cosines, [n, n]. False for fewer than two patches. */
export const hasCollapsed = (matrix: ArrayLike<number>, n: number): boolean =>
  percentile(pairsOf(matrix, n), 5) > COLLAPSED_ABOVE;

/**
 * In how many directions the patches spread: e^H of the shares of the singular values of the unit rows, from 1 (one
 * direction) to min(n, width). features: [n, width]; 0 where all are zero. About 5 ms for n = 64, 150 ms for n = 256.
 * Source: Roy & Vetterli 2007, "The effective rank"; used for collapse by Garrido et al. 2023 (RankMe).
 */
export function effectiveRank(features: ArrayLike<number>, n: number, width: number): number {
  const unit = unitRows(features, n, width);
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let dot = 0;
      for (let k = 0; k < width; k++) dot += unit[i * width + k]! * unit[j * width + k]!;
      gram[i * n + j] = dot;
    }
  }
  const singular = symmetricEigen(gram, n).values.map((value) => Math.sqrt(Math.max(0, value)));
  const total = singular.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  const entropy = singular.reduce((sum, value) => sum - plogp(value / total), 0);
  return Math.exp(entropy);
}

const plogp = (p: number): number => (p > 0 ? p * Math.log(p) : 0);
