/** @file Scales of the small charts. */

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export type Domain = readonly [low: number, high: number];

/** From 0, or from below the smallest where all are far from it, to a round number above the largest. */
export function domainOf(values: readonly number[]): Domain {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  if (finite.length === 0 || high <= 0) return [0, 1];
  const from = low > 0.6 * high ? roundDown(low, high - low) : 0;
  return [from, from + roundUp(high - from)];
}

/** The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * ([1, 1.5, 2, 3, 4, 5, 6, 8].find((step) => step * unit >= value * (1 - 1e-9)) ?? 10);
}

function roundDown(value: number, span: number): number {
  const unit = 10 ** Math.floor(Math.log10(span > 0 ? span : value));
  return unit * Math.floor(value / unit);
}

/** Share of the way from low to high. */
export const placeIn = ([low, high]: Domain, value: number): number => (value - low) / (high - low);
