/** @file Information over the mask ratio for scattered, regular and block masks, and what must hold of it. */

import { rngOf } from '../../lib/rng.ts';
import { patchCount, ratioForHidden, type Grid } from '../../mim/grid.ts';
import { informationSteps, type GaussianField } from '../../mim/information/gaussian-field.ts';
import { defaultMask, sampleMask } from '../../mim/masks/index.ts';

export const STRATEGIES = ['random', 'grid', 'block'] as const;
export type StrategyId = (typeof STRATEGIES)[number];

export interface Point {
  /** Hidden share. */
  readonly x: number;
  /** Bits. */
  readonly y: number;
  /** Standard error of `y` over masks. */
  readonly error: number;
}

export interface Curve {
  readonly id: StrategyId;
  /** Ascending in `x`, with both ends. */
  readonly points: readonly Point[];
}

/** Symmetric about a half, so that the eye can compare both sides. */
const RATIOS = [1 / 16, 1 / 8, 1 / 4, 3 / 8, 1 / 2, 5 / 8, 3 / 4, 7 / 8, 15 / 16] as const;
const ENDS = [
  { x: 0, y: 0, error: 0 },
  { x: 1, y: 0, error: 0 },
] as const;
/** Masks for each point; fewer where one takes milliseconds. */
const drawsFor = (patches: number): number => (patches > 100 ? 8 : 24);
const SEED = 1;

/** Yields between masks. With nothing or everything hidden it is 0, whatever the pictures. */
export function* curveSteps(
  field: GaussianField,
  grid: Grid,
  id: StrategyId,
): Generator<undefined, readonly Point[]> {
  const patches = patchCount(grid);
  const found = new Map<number, Point>();
  for (const share of RATIOS) {
    const ratio = ratioForHidden(patches, Math.round(share * patches));
    const choice = { ...defaultMask(id), ratio };
    const maskAt = (draw: number) => sampleMask(grid, choice, rngOf(SEED, id, ratio, draw));
    const { ratio: x, nats, standardError } = yield* informationSteps(field, drawsFor(patches), maskAt);
    found.set(x, { x, y: nats / Math.LN2, error: standardError / Math.LN2 });
  }
  return [ENDS[0], ...[...found.values()].toSorted((a, b) => a.x - b.x), ENDS[1]];
}

/** What theory says of any pictures, and what came out for these. */
export interface Sanity {
  /** Bits of random masks at a quarter and at three quarters, and where they are most. */
  readonly quarter: number;
  readonly threeQuarters: number;
  readonly peak: Point;
  /** The two sides agree within the noise of the draws, and the middle is the largest. */
  readonly isSymmetric: boolean;
  /** Bits of block and of random masks where blocks hide about half. */
  readonly blocks: number;
  readonly scattered: number;
}

/** Null until both curves are there. */
export function sanityOf(curves: readonly Curve[]): Sanity | null {
  const random = curves.find(({ id }) => id === 'random')?.points;
  const block = curves.find(({ id }) => id === 'block')?.points;
  if (random === undefined || block === undefined) return null;
  const peak = random.reduce((best, point) => (point.y > best.y ? point : best));
  const [quarter, threeQuarters] = [nearest(random, 0.25), nearest(random, 0.75)];
  const half = nearest(block, 0.5);
  const noise = 3 * Math.hypot(quarter.error, threeQuarters.error) + 1e-6 * peak.y;
  return {
    quarter: quarter.y,
    threeQuarters: threeQuarters.y,
    peak,
    isSymmetric: Math.abs(quarter.y - threeQuarters.y) <= noise && Math.abs(peak.x - 0.5) <= 0.13,
    blocks: half.y,
    scattered: valueAt(random, half.x),
  };
}

const nearest = (points: readonly Point[], share: number): Point =>
  points.reduce((best, point) => (Math.abs(point.x - share) < Math.abs(best.x - share) ? point : best));

/** On the straight lines between the points. */
export function valueAt(points: readonly Point[], x: number): number {
  const above = points.findIndex((point) => point.x >= x);
  const [low, high] = [points[above - 1], points[above]];
  if (high === undefined) return points.at(-1)?.y ?? 0;
  if (low === undefined) return high.y;
  return low.y + ((high.y - low.y) * (x - low.x)) / (high.x - low.x);
}
