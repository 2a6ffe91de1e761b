/** @file How sure a mean over images is: draw the images again and again, with replacement. */

import { percentileOfSorted, sorted } from '../../lib/stats.ts';
import type { Rng } from '../../lib/rng.ts';

export interface Interval {
  readonly value: number;
  /** Percentiles (1 - level)/2 and (1 + level)/2 of the redrawn means. */
  readonly low: number;
  readonly high: number;
}

/**
 * The interval of Σ values / Σ weights, where images are drawn, not patches: patches of one image are alike. values,
 * weights: [images], weights ≥ 0 such as the counts of hidden patches. NaN for no image; equal ends for one.
 * Source: Efron & Tibshirani 1993, the percentile interval.
 */
export function bootstrapRatio(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  draws: number,
  rng: Rng,
  level = 0.95,
): Interval {
  const n = values.length;
  const ratioOver = (pick: (k: number) => number): number => {
    let value = 0;
    let weight = 0;
    for (let k = 0; k < n; k++) {
      const i = pick(k);
      value += values[i]!;
      weight += weights[i]!;
    }
    return value / weight;
  };
  const means = sorted(
    Array.from({ length: draws }, () => ratioOver(() => rng.int(n))).filter((mean) => !Number.isNaN(mean)),
  );
  return {
    value: ratioOver((k) => k),
    low: percentileOfSorted(means, 50 * (1 - level)),
    high: percentileOfSorted(means, 50 * (1 + level)),
  };
}
