/** @file The curves of every run, outside the immutable state: they grow by hundreds of points a second. */

import { createSeries, type Series } from '../lib/history.ts';
import type { HeldOutReport, StepReport } from '../protocol/api.ts';

/** Series over the step; `images` and `minutes` are totals since step 0, so that the axis can be any of the three. */
export interface RunHistory {
  readonly loss: Series;
  /** Further losses by their ids in `mim/terms`. */
  readonly terms: Map<string, Series>;
  readonly images: Series;
  readonly minutes: Series;
  /** Ascending in `step`; held-out loss and the loss of filling in the visible mean. */
  readonly heldOut: HeldOutReport[];
}

/** A thinned history as JSON: [step, loss, images, minutes] each. */
export interface PackedHistory {
  readonly points: readonly (readonly [number, number, number, number])[];
  /** [step, loss] of each further loss; left out where there are none. */
  readonly terms?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly heldOut: readonly HeldOutReport[];
}

const histories = new Map<string, RunHistory>();

/** Live: read it again when `historyVersion` changes. Empty for a run that has not trained. */
export function historyOf(runId: string): RunHistory {
  let found = histories.get(runId);
  if (found === undefined) {
    found = {
      loss: createSeries(),
      terms: new Map(),
      images: createSeries(),
      minutes: createSeries(),
      heldOut: [],
    };
    histories.set(runId, found);
  }
  return found;
}

function termOf({ terms }: RunHistory, id: string): Series {
  const known = terms.get(id) ?? createSeries();
  terms.set(id, known);
  return known;
}

const last = (series: Series): number => (series.length === 0 ? 0 : series.y(series.length - 1));

/** Adds finished steps. After a roll-back steps come again: the later report wins. */
export function record(runId: string, reports: readonly StepReport[], batch: number): void {
  const history = historyOf(runId);
  const { loss, images, minutes } = history;
  for (const report of reports) {
    if (loss.length > 0 && loss.x(loss.length - 1) >= report.step) rewind(runId, report.step - 1);
    loss.append(report.step, report.loss);
    for (const [id, value] of Object.entries(report.terms ?? {}))
      termOf(history, id).append(report.step, value);
    images.append(report.step, last(images) + batch);
    minutes.append(report.step, last(minutes) + report.milliseconds / 60_000);
  }
}

export function recordHeldOut(runId: string, report: HeldOutReport): void {
  const { heldOut } = historyOf(runId);
  while ((heldOut.at(-1)?.step ?? -1) >= report.step) heldOut.pop();
  heldOut.push(report);
}

/** Forgets everything after `step`. */
export function rewind(runId: string, step: number): void {
  const { loss, terms, images, minutes, heldOut } = historyOf(runId);
  for (const series of [loss, images, minutes, ...terms.values()]) series.truncateAfter(step);
  while ((heldOut.at(-1)?.step ?? -1) > step) heldOut.pop();
}

/** A run that came back from a snapshot has a new id and the old curve. */
export function moveHistory(from: string, to: string): void {
  if (from === to) return;
  histories.set(to, historyOf(from));
  histories.delete(from);
}

/** At most about `limit` points, extremes included, small enough to be kept as JSON. */
export function packHistory(runId: string, limit: number): PackedHistory {
  const { loss, terms, images, minutes, heldOut } = historyOf(runId);
  const { x, y } = loss.thin(limit);
  const points = Array.from(x, (step, i) => {
    const at = loss.upTo(step) - 1;
    return [step, y[i] ?? 0, images.y(at), minutes.y(at)] as const;
  });
  const stride = Math.max(1, Math.ceil(heldOut.length / limit));
  const packed = [...terms].map(([id, series]) => {
    const thinned = series.thin(limit);
    return [id, Array.from(thinned.x, (step, i) => [step, thinned.y[i] ?? 0] as const)] as const;
  });
  return {
    points,
    ...(packed.length > 0 && { terms: Object.fromEntries(packed) }),
    heldOut: heldOut.filter((_, i) => i % stride === 0 || i === heldOut.length - 1),
  };
}

/** Replaces the run's curve by a kept one. */
export function unpackHistory(runId: string, { points, terms, heldOut }: PackedHistory): void {
  histories.delete(runId);
  const history = historyOf(runId);
  for (const [step, loss, images, minutes] of points) {
    history.loss.append(step, loss);
    history.images.append(step, images);
    history.minutes.append(step, minutes);
  }
  for (const [id, values] of Object.entries(terms ?? {}))
    for (const [step, value] of values) termOf(history, id).append(step, value);
  history.heldOut.push(...heldOut);
}
