/** @file Which numbers a colour map's ends stand for. */

import type { ColourMap } from './maps.ts';

export interface ColourScale {
  readonly map: ColourMap;
  readonly low: number;
  readonly high: number;
}

export type ScaleChoice = 'auto' | '0..1' | '-1..1';

/** More values than this are sampled evenly: a percentile needs no more. */
const SAMPLE = 8192;

/** The value below which `part` (0..1) of the values lie, linearly interpolated; 0 for none. NaN is left out. */
export function percentiles(values: ArrayLike<number>, parts: readonly number[]): number[] {
  const stride = Math.max(1, Math.floor(values.length / SAMPLE));
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i];
    if (value !== undefined && !Number.isNaN(value)) sample.push(value);
  }
  const sorted = Float64Array.from(sample).toSorted();
  return parts.map((part) => {
    const at = part * (sorted.length - 1);
    const below = sorted[Math.floor(at)] ?? 0;
    return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? below) - below);
  });
}

/** `auto` spans the 2nd to the 98th percentile; the signed scale is symmetric and has white at 0. */
export function scaleOf(choice: ScaleChoice, values: ArrayLike<number>): ColourScale {
  if (choice === '0..1') return { map: 'viridis', low: 0, high: 1 };
  if (choice === '-1..1') return { map: 'puor', low: -1, high: 1 };
  const [low = 0, high = 1] = percentiles(values, [0.02, 0.98]);
  return { map: 'viridis', low, high: high - low > 1e-6 ? high : low + 1e-6 };
}
