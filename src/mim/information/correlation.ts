/** @file How two measurements of the same runs go together, and how sure that is with so few runs. */

import { mean } from '../../lib/stats.ts';

/** Below this many points a correlation says next to nothing. Ours. */
export const ENOUGH_RUNS = 8;

/** Pearson's correlation, -1..1; NaN where either does not vary. */
export function pearson(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const [x, y] = [value - ma, (b[i] ?? NaN) - mb];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  });
  return ab / Math.sqrt(aa * bb);
}

/** Spearman's: Pearson's of the ranks, so that any rising curve is 1. */
export const spearman = (a: readonly number[], b: readonly number[]): number => pearson(ranks(a), ranks(b));

/** 1 for the smallest; equal values share the mean of their ranks. */
export function ranks(values: readonly number[]): readonly number[] {
  const order = Array.from(values, (_, i) => i).toSorted((i, j) => values[i]! - values[j]!);
  const out = Array.from(values, () => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++;
    for (let k = from; k <= to; k++) out[order[k]!] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return out;
}

/**
 * The 95 % interval of a correlation over `count` points, by Fisher's transform: tanh(artanh r ± 1.96/√(count - 3)). Null
 * below {@link ENOUGH_RUNS}, where the page says that there are not enough runs. For Spearman's the width is approximate.
 */
export function correlationInterval(r: number, count: number): readonly [low: number, high: number] | null {
  if (count < ENOUGH_RUNS) return null;
  const reach = 1.959964 / Math.sqrt(count - 3);
  const centre = Math.atanh(Math.min(1, Math.max(-1, r)));
  return [Math.tanh(centre - reach), Math.tanh(centre + reach)];
}
