/** @file Which curves of AvgDist over the mask ratio there are, and their points. */

import type { Content } from '../../mim/content.ts';
import { avgDistSteps, type ExpectedAvgDist } from '../../mim/expected-avg-dist.ts';
import { patchCount, ratioForHidden, type Grid } from '../../mim/grid.ts';
import { defaultMask, MASKS, needsContent, type MaskChoice, type MaskId } from '../../mim/masks/index.ts';

/** One strategy, or one mask unit of it. */
export interface Line {
  readonly key: string;
  readonly id: MaskId;
  /** Of the mask unit, where there is one. */
  readonly unitPx: number | null;
  readonly choice: MaskChoice;
  /** The one whose masks are on screen now. */
  readonly isChosen: boolean;
}

export interface Point extends ExpectedAvgDist {
  /** Hidden share of the patches. */
  readonly share: number;
  readonly pixels: number;
}

const RATIOS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95] as const;
const SEED = 1;

/**
 * Every strategy with its defaults, the chosen one with its values; with units, one line for each that fits twice into
 * the grid. A strategy without a ratio has one point.
 */
export function linesFor(grid: Grid, patch: number, chosen: MaskChoice): Line[] {
  return (Object.keys(MASKS) as MaskId[]).flatMap((id): Line[] => {
    const base: MaskChoice = id === chosen.id ? chosen : defaultMask(id);
    if (id === 'painted' && id !== chosen.id) return [];
    if (!('unit' in base)) return [{ key: id, id, unitPx: null, choice: base, isChosen: id === chosen.id }];
    const units = MASKS[base.id].params.unit.options.filter((unit) => 2 * Number(unit) <= grid.cols);
    return units.map((unit) => ({
      key: `${id} ${unit}`,
      id,
      unitPx: Number(unit) * patch,
      choice: { ...base, unit } as MaskChoice,
      isChosen: chosen.id === id && 'unit' in chosen && chosen.unit === unit,
    }));
  });
}

/** The points of one line, ascending in share. Yields between masks. */
export function* pointsOf(
  { choice }: Line,
  grid: Grid,
  patch: number,
  draws: number,
  content: Content | undefined,
): Generator<undefined, readonly Point[]> {
  const n = patchCount(grid);
  const found = new Map<number, Point>();
  for (const one of 'ratio' in choice ? withRatios(choice, n) : [choice]) {
    const known = needsContent(one) ? content : undefined;
    const expected = yield* avgDistSteps({ grid, choice: one, patch, draws, seed: SEED, content: known });
    const { hidden, pixels } = expected;
    if (pixels !== null && hidden > 0) found.set(hidden, { ...expected, pixels, share: hidden / n });
  }
  return [...found.values()].toSorted((a, b) => a.share - b.share);
}

const withRatios = (choice: MaskChoice & { readonly ratio: number }, n: number): MaskChoice[] => {
  const counts = new Set(RATIOS.map((ratio) => Math.min(n - 1, Math.max(1, Math.round(ratio * n)))));
  return [...counts].map((hidden) => ({ ...choice, ratio: ratioForHidden(n, hidden) }));
};

/** The point whose share is nearest. */
export const nearestPoint = (points: readonly Point[], share: number): Point | undefined =>
  points.toSorted((a, b) => Math.abs(a.share - share) - Math.abs(b.share - share))[0];
