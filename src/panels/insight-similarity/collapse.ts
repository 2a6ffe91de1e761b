/** @file Whether all patches have come to look alike to the model: statistics of the matrix off its diagonal. */

import { mean } from '../../lib/stats.ts';
import { COLLAPSED_ABOVE } from '../../mim/relations/collapse.ts';
import { offDiagonal } from '../../ui/canvas/matrix.ts';
import { percentiles } from '../../ui/colour/scale.ts';

export interface OffDiagonal {
  readonly mean: number;
  readonly p5: number;
  readonly p95: number;
  /** Shares of all values, over equal bins of -1..1. */
  readonly bins: readonly number[];
  /** True where even the 5th percentile is above 0.95. */
  readonly hasCollapsed: boolean;
}

const BINS = 40;

/** @param values [n, n], in -1..1. Null for fewer than two rows. */
export function offDiagonalOf(values: ArrayLike<number>, n: number): OffDiagonal | null {
  if (n < 2) return null;
  const rest = offDiagonal(values, n);
  const [p5 = 0, p95 = 0] = percentiles(rest, [0.05, 0.95]);
  const bins = Array.from({ length: BINS }, () => 0);
  for (const value of rest) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(((value + 1) / 2) * BINS)));
    bins[bin] = (bins[bin] ?? 0) + 1 / rest.length;
  }
  return { mean: mean(rest), p5, p95, bins, hasCollapsed: p5 > COLLAPSED_ABOVE };
}
