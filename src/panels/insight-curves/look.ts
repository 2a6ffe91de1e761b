/** @file Sizes, scales and colours that the parts of these plots share. */

import type { Line } from './lines.ts';

/** Pixels: the plot's height and the space around it for axes. */
export const PLOT = { height: 176, top: 8, right: 12, bottom: 22, left: 44 } as const;

export type Domain = readonly [low: number, high: number];

/** Share of the way from low to high; beyond 0..1 outside. */
export const placeIn = ([low, high]: Domain, value: number): number => (value - low) / (high - low);

/** SimMIM's 10 to 20 px of 192, scaled to the side: the scaling is ours. */
export const bandOf = (side: number): Domain => [(10 / 192) * side, (20 / 192) * side];

/** Of the side: curves that go beyond are cut off, unless the running setting does. */
const TOP = 0.4;

/** The upper end of the axis of AvgDist, in pixels. */
export const heightOf = (side: number, now: number): number =>
  side * Math.max(TOP, Math.ceil((10 * now) / side) / 10);

const DASHES = ['', '6 3', '2 2', '8 3 2 3', '1 3'] as const;

/** Colour and dash of the `at`-th line; the chosen one stands out. */
export const strokeOf = ({ isChosen }: Line, at: number) => ({
  stroke: isChosen ? 'var(--accent)' : `var(--run-${String(at % 6)})`,
  strokeWidth: isChosen ? 3 : 1.25,
  strokeDasharray: isChosen ? '' : DASHES[Math.floor(at / 6) % DASHES.length],
});
