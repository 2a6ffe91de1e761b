/** @file Small statistics for curves and colour scales. */

/**
 * Exponential moving average without the pull of its start: the sum of `keep^age · value` over the sum of the weights
 * so far, so the first output is the first value. `keep` in [0, 1); 0 returns the values. Non-finite values leave a
 * gap and do not enter the average.
 */
export function smooth(values: ArrayLike<number>, keep: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(values.length);
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      out[i] = value;
      continue;
    }
    sum = keep * sum + (1 - keep) * value;
    weight = keep * weight + (1 - keep);
    out[i] = sum / weight;
  }
  return out;
}

/** Mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** An ascending copy; what {@link percentileOfSorted} wants. */
export const sorted = (values: ArrayLike<number>): Float64Array<ArrayBuffer> =>
  Float64Array.from(values).toSorted();

/** The `p`-th percentile (0..100) with linear interpolation between ranks, as NumPy's default; NaN of nothing. */
export function percentileOfSorted(ascending: ArrayLike<number>, p: number): number {
  const rank = (p / 100) * (ascending.length - 1);
  const below = Math.floor(rank);
  const low = ascending[below] ?? NaN;
  const high = ascending[below + 1] ?? low;
  return low + (high - low) * (rank - below);
}

export const percentile = (values: ArrayLike<number>, p: number): number =>
  percentileOfSorted(sorted(values), p);

export const median = (values: ArrayLike<number>): number => percentile(values, 50);
