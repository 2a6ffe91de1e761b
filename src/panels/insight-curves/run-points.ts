/** @file Runs as points: how much their masks hide, how far hidden pixels are from visible ones, what loss they reached. */

import { gridOf, type RunConfig } from '../../config/run-config.ts';
import { avgDistSteps } from '../../mim/expected-avg-dist.ts';
import { patchCount } from '../../mim/grid.ts';
import { expectedHidden } from '../../mim/masks/index.ts';
import { mean } from '../../lib/stats.ts';
import { historyOf } from '../../store/history.ts';
import type { RunRecord } from '../../store/state.ts';

const DRAWS = 24;
const SEED = 1;

export interface RunPoint {
  readonly id: string;
  readonly name: string;
  readonly style: number;
  /** Hidden share of the patches. */
  readonly share: number;
  /** AvgDist ÷ side. */
  readonly distance: number;
  /** The last held-out loss. */
  readonly loss: number;
  readonly step: number;
  readonly isTraining: boolean;
  /** Has the images, the target and the loss of the newest run: their losses can be compared. */
  readonly isComparable: boolean;
}

/** Every run that has trained, whose held-out loss was measured since and whose {@link distanceKey} is known. */
export function runPoints(
  runs: readonly RunRecord[],
  distances: ReadonlyMap<string, number | null>,
  isRunning: boolean,
): RunPoint[] {
  const newest = runs.at(-1);
  return runs.flatMap((run) => {
    const last = historyOf(run.id).heldOut.at(-1);
    const distance = distances.get(distanceKey(run.config)) ?? null;
    if (newest === undefined || last === undefined || last.step === 0 || distance === null) return [];
    const grid = gridOf(run.config);
    return [
      {
        id: run.id,
        name: run.name,
        style: run.style,
        share: expectedHidden(grid, run.config.mask) / patchCount(grid),
        distance,
        loss: last.loss,
        step: last.step,
        isTraining: run.isCurrent && isRunning,
        isComparable: comparableKey(run.config) === comparableKey(newest.config),
      },
    ];
  });
}

const comparableKey = ({ data, target, loss }: RunConfig): string =>
  JSON.stringify([data.source, data.side, target.id, loss.id]);

/** What AvgDist of a run depends on. */
export const distanceKey = ({ mask, model, data }: RunConfig): string =>
  JSON.stringify([mask, model.patch, data.side]);

/** AvgDist ÷ side of the masks that a run trains on; null where nothing is visible. */
export function* distanceSteps(config: RunConfig): Generator<undefined, number | null> {
  const { mask: choice, model, data } = config;
  const question = { grid: gridOf(config), choice, patch: model.patch, draws: DRAWS, seed: SEED };
  const { pixels } = yield* avgDistSteps(question);
  return pixels === null ? null : pixels / data.side;
}

/** Fewer points than this say nothing of a relation. */
export const ENOUGH_RUNS = 8;

export interface Correlation {
  readonly pearson: number;
  readonly spearman: number;
  readonly n: number;
}

/** Of AvgDist with loss over runs that can be compared and are not under way; null below {@link ENOUGH_RUNS}. */
export function correlationOf(points: readonly RunPoint[]): Correlation | null {
  const used = points.filter(({ isComparable, isTraining }) => isComparable && !isTraining);
  if (used.length < ENOUGH_RUNS) return null;
  const [x, y] = [used.map(({ distance }) => distance), used.map(({ loss }) => loss)];
  return { pearson: pearson(x, y), spearman: pearson(ranks(x), ranks(y)), n: used.length };
}

/** 0 where one of the two does not vary. */
export function pearson(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  x.forEach((value, i) => {
    const [dx, dy] = [value - mx, (y[i] ?? 0) - my];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  });
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}

/** 1 for the smallest; equal values share the mean of their ranks. */
export function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}
