/** @file The lines of the loss chart, made from the runs' histories: smoothed, thinned, on the axis that was asked for. */

import { smooth } from '../../lib/stats.ts';
import type { historyOf } from '../../store/history.ts';
import type { AppState, RunRecord } from '../../store/state.ts';

export type History = ReturnType<typeof historyOf>;
export type Axis = AppState['curve']['axis'];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Curve {
  readonly id: string;
  readonly kind: 'train' | 'raw' | 'heldOut' | 'baseline' | 'term';
  /** Which further loss; of kind `term` only. */
  readonly term?: string;
  /** 0..5, see ui/colour/runs.ts. */
  readonly style: number;
  readonly isCurrent: boolean;
  readonly runName: string;
  readonly points: readonly Point[];
}

/** Per line: one for each of the plot's pixels. */
const MOST_POINTS = 260;
/** Older runs are there to compare with, not to be read closely. */
const OTHER_POINTS = 120;
/** As many as a person can tell apart. */
const MOST_RUNS = 6;

/** Where on the axis a step of the run lies. */
export function positionOf({ loss, images, minutes }: History, step: number, axis: Axis): number {
  if (axis === 'step') return step;
  const series = axis === 'images' ? images : minutes;
  const count = loss.upTo(step);
  return count === 0 ? 0 : series.y(count - 1);
}

/** The step at a place on the axis, of the steps that the run has; 0 where it has none. */
export function stepAt(history: History, position: number, axis: Axis): number {
  const { loss } = history;
  if (loss.length === 0) return 0;
  let low = 0;
  let high = loss.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positionOf(history, loss.x(middle), axis) < position) low = middle + 1;
    else high = middle;
  }
  return loss.x(low);
}

/** Lines of the newest runs that have trained, the current run's own last, so that it is drawn on top. */
export function curvesOf(
  runs: readonly RunRecord[],
  histories: (id: string) => History,
  { smoothing, axis }: Pick<AppState['curve'], 'smoothing' | 'axis'>,
): Curve[] {
  const trained = runs.filter(({ id }) => histories(id).loss.length > 0).slice(-MOST_RUNS);
  return trained
    .toSorted((a, b) => Number(a.isCurrent) - Number(b.isCurrent))
    .flatMap((run) => linesOf(run, histories(run.id), smoothing, axis));
}

function linesOf(run: RunRecord, history: History, smoothing: number, axis: Axis): Curve[] {
  const { loss, heldOut } = history;
  const common = { style: run.style, isCurrent: run.isCurrent, runName: run.name };
  const raw = new Float64Array(loss.length);
  for (let i = 0; i < raw.length; i++) raw[i] = loss.y(i);
  const even = smooth(raw, smoothing);
  const thinned = loss.thin(run.isCurrent ? MOST_POINTS : OTHER_POINTS);
  const at = Array.from(thinned.x, (step) => ({
    x: positionOf(history, step, axis),
    i: loss.upTo(step) - 1,
  }));
  const line = (values: Float64Array): Point[] =>
    at.flatMap(({ x, i }) => (Number.isFinite(values[i]) ? [{ x, y: values[i] ?? 0 }] : []));
  const train: Curve = { ...common, id: `${run.id}-train`, kind: 'train', points: line(even) };
  if (!run.isCurrent) return [train];
  const stride = Math.max(1, Math.ceil(heldOut.length / MOST_POINTS));
  const reports = heldOut.filter((_, i) => i % stride === 0 || i === heldOut.length - 1);
  const reported = (value: (report: (typeof reports)[number]) => number): Point[] =>
    reports.map((report) => ({ x: positionOf(history, report.step, axis), y: value(report) }));
  return [
    { ...common, id: `${run.id}-raw`, kind: 'raw', points: line(raw) },
    { ...common, id: `${run.id}-baseline`, kind: 'baseline', points: reported((r) => r.visibleMeanLoss) },
    { ...common, id: `${run.id}-heldOut`, kind: 'heldOut', points: reported((r) => r.loss) },
    ...termLines(run, history, smoothing, axis),
    train,
  ];
}

/** One line for each further loss of the current run, in the colours after its own. */
function termLines(run: RunRecord, history: History, smoothing: number, axis: Axis): Curve[] {
  return [...history.terms].map(([term, series], place) => {
    const raw = new Float64Array(series.length);
    for (let i = 0; i < raw.length; i++) raw[i] = series.y(i);
    const even = smooth(raw, smoothing);
    const points = Array.from(series.thin(MOST_POINTS).x, (step) => ({
      x: positionOf(history, step, axis),
      y: even[series.upTo(step) - 1] ?? 0,
    }));
    return {
      id: `${run.id}-term-${term}`,
      kind: 'term',
      term,
      style: run.style + 1 + place,
      isCurrent: true,
      runName: run.name,
      points,
    };
  });
}

export interface Domain {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/**
 * What the axes span: from 0 up, or on a log scale from the smallest value; single spikes of the raw line may leave it.
 * The ends are round numbers a little further out, so that the axes stay as they are for a while as the lines grow.
 */
export function domainOf(curves: readonly Curve[], log: boolean): Domain {
  const points = curves.filter(({ kind }) => kind !== 'raw').flatMap(({ points }) => points);
  const right = points.reduce((most, { x }) => Math.max(most, x), 0);
  const top = points.reduce((most, { y }) => Math.max(most, y), 0);
  const least = points.reduce((low, { y }) => (y > 0 ? Math.min(low, y) : low), Number.POSITIVE_INFINITY);
  const bottom = log && Number.isFinite(least) ? rounded(least * 0.9, Math.floor) : 0;
  const above = top > 0 ? rounded(top * 1.02, Math.ceil) : 0;
  return {
    x: [0, right > 0 ? rounded(right, Math.ceil) : 1],
    y: [bottom, above > bottom ? above : bottom + 1],
  };
}

/** A multiple of 1, 2 or 5 times a power of ten, at most a sixteenth away. */
function rounded(value: number, round: (value: number) => number): number {
  const step = roundStep(value / 40);
  return Number((round(Number((value / step).toPrecision(12))) * step).toPrecision(12));
}

/** The first of 1, 2, 5, 10, … times a power of ten that is not below `rough`. */
function roundStep(rough: number): number {
  const decade = 10 ** Math.floor(Math.log10(rough));
  return decade * ([1, 2, 5].find((part) => part * decade >= rough) ?? 10);
}

/** About `count` round numbers from `low` to `high`; on a log scale 1, 2 and 5 of each decade. */
export function ticksOf([low, high]: readonly [number, number], count: number, log = false): number[] {
  if (log) {
    const decades = Array.from(
      { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
      (_, i) => 10 ** (Math.floor(Math.log10(low)) + i),
    );
    return decades
      .flatMap((decade) => [decade, 2 * decade, 5 * decade])
      .filter((at) => at >= low && at <= high);
  }
  const step = roundStep((high - low) / count);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** The value of the curve at or before `x`. */
export function valueAt({ points }: Curve, x: number): number | null {
  let value: number | null = null;
  for (const point of points) {
    if (point.x > x) break;
    value = point.y;
  }
  return value;
}

/** Share of the height, 0 = top, at which a value is drawn; what lies outside is at the edge, or with `clamp` off beyond it. */
export function heightOf(
  y: number,
  [low, high]: readonly [number, number],
  log: boolean,
  clamp = true,
): number {
  const share = log
    ? (Math.log(Math.max(y, low)) - Math.log(low)) / (Math.log(high) - Math.log(low))
    : (y - low) / (high - low);
  return 1 - (clamp ? Math.min(1, Math.max(0, share)) : share);
}

/** Moves labels (positions in pixels) just so far apart that none covers another, keeping their order. */
export function spread(positions: readonly number[], gap: number, bottom: number): number[] {
  const order = positions.map((at, i) => ({ at, i })).toSorted((a, b) => a.at - b.at);
  const result: number[] = [...positions];
  let least = Number.NEGATIVE_INFINITY;
  for (const { at, i } of order) {
    least = Math.max(at, least + gap);
    result[i] = least;
  }
  let most = bottom;
  for (const { i } of order.toReversed()) {
    const now = Math.min(result[i] ?? 0, most);
    result[i] = now;
    most = now - gap;
  }
  return result;
}

/** Comma-separated values of a run, one row per step; held-out columns are empty where it was not measured. */
export function csvOf({ loss, terms, images, minutes, heldOut }: History): string {
  const reports = new Map(heldOut.map((report) => [report.step, report]));
  const names = [...terms.keys()].map((id) => `,${id}_loss`);
  const rows = [`step,images,minutes,train_loss,held_out_loss,visible_mean_loss${names.join('')}`];
  for (let i = 0; i < loss.length; i++) {
    const report = reports.get(loss.x(i));
    rows.push(
      [
        loss.x(i),
        images.y(i),
        minutes.y(i),
        loss.y(i),
        report?.loss ?? '',
        report?.visibleMeanLoss ?? '',
        ...[...terms.values()].map((series) => valueOfStep(series, loss.x(i))),
      ].join(','),
    );
  }
  return `${rows.join('\n')}\n`;
}

/** A term may have been measured at fewer steps than the loss. */
function valueOfStep(series: History['loss'], step: number): number | '' {
  const at = series.upTo(step) - 1;
  return at >= 0 && series.x(at) === step ? series.y(at) : '';
}
