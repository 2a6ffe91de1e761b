/** @file The mean of AvgDist over the masks that a strategy draws: exactly where its law allows, else over samples. */

import { rngOf } from '../lib/rng.ts';
import { avgDist } from './avg-dist.ts';
import type { Content } from './content.ts';
import { hiddenCount, type Grid, type PatchMask } from './grid.ts';
import { expectedHidden, lawOf, sampleMask, type MaskChoice } from './masks/index.ts';
import { nearestCells, uniformAvgDist } from './nearest-cells.ts';

/** Tables of {@link nearestCells} that are kept. */
const KEPT_TABLES = 32;

export interface ExpectedAvgDist {
  /** Mean over hidden pixels and masks; null where nothing is visible. */
  readonly pixels: number | null;
  /** Hidden patches of a mask. */
  readonly hidden: number;
  readonly method: 'exact' | 'sampled';
  /** Masks that were measured; 0 where a formula needs none. */
  readonly masks: number;
  /** Standard error of `pixels`; 0 where it is exact. */
  readonly errorPixels: number;
}

export interface AvgDistQuestion {
  readonly grid: Grid;
  readonly choice: MaskChoice;
  /** Side of a patch in pixels. */
  readonly patch: number;
  /** Masks to sample where no exact value can be had. */
  readonly draws: number;
  readonly seed: number;
  readonly content?: Content | undefined;
}

/** The same question gives the same number. */
export function expectedAvgDist(question: AvgDistQuestion): ExpectedAvgDist {
  const steps = avgDistSteps(question);
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}

/** The same in parts of a few milliseconds at most, for whoever has other things to do between them. */
export function* avgDistSteps(question: AvgDistQuestion): Generator<undefined, ExpectedAvgDist> {
  const { grid, choice, patch, content } = question;
  const hidden = expectedHidden(grid, choice, content);
  if (hidden === 0) return { pixels: 0, hidden, method: 'exact', masks: 0, errorPixels: 0 };
  const law = lawOf(grid, choice, content);
  if (law?.kind === 'uniform') {
    const cells = { rows: grid.rows / law.unit, cols: grid.cols / law.unit };
    const nearest = yield* tableOf(cells, patch * law.unit);
    return {
      pixels: uniformAvgDist(nearest, law.hidden),
      hidden,
      method: 'exact',
      masks: 0,
      errorPixels: 0,
    };
  }
  if (law !== undefined) {
    const { pixels } = yield* meanOver(law.masks, grid, patch);
    return { pixels, hidden, method: 'exact', masks: law.masks.length, errorPixels: 0 };
  }
  return { ...(yield* meanOver(drawn(question), grid, patch)), method: 'sampled' };
}

function* drawn({ grid, choice, draws, seed, content }: AvgDistQuestion): Generator<PatchMask> {
  for (let draw = 0; draw < draws; draw++) {
    yield sampleMask(grid, choice, rngOf(seed, 'avg-dist', draw), content);
  }
}

function* meanOver(
  masks: Iterable<PatchMask>,
  grid: Grid,
  patch: number,
): Generator<undefined, Pick<ExpectedAvgDist, 'pixels' | 'hidden' | 'masks' | 'errorPixels'>> {
  let count = 0;
  let mean = 0;
  let squares = 0; // Welford's running sum of squared deviations
  let hidden = 0;
  for (const mask of masks) {
    const distance = avgDist(mask, grid, patch);
    hidden = hiddenCount(mask);
    if (distance === null) return { pixels: null, hidden, masks: count, errorPixels: 0 };
    count++;
    const off = distance - mean;
    mean += off / count;
    squares += off * (distance - mean);
    yield undefined;
  }
  const errorPixels = count < 2 ? 0 : Math.sqrt(squares / (count - 1) / count);
  return { pixels: count === 0 ? null : mean, hidden, masks: count, errorPixels };
}

const tables = new Map<string, Float64Array>();

/** One table serves all ratios of a grid. */
function* tableOf(cells: Grid, px: number): Generator<undefined, Float64Array> {
  const key = `${cells.rows} ${cells.cols} ${px}`;
  const known = tables.get(key);
  if (known !== undefined) return known;
  const table = yield* nearestCells(cells, px);
  tables.set(key, table);
  for (const oldest of tables.keys()) {
    if (tables.size <= KEPT_TABLES) break;
    tables.delete(oldest);
  }
  return table;
}
