/** @file The list of runs: adopting one that the engine has opened, its name, and what became of the others. */

import { differences } from '../config/differences.ts';
import type { RunInfo } from '../protocol/api.ts';
import { moveHistory, rewind } from './history.ts';
import { runName } from './names.ts';
import type { AppState, RunRecord } from './state.ts';
import { app } from './store.ts';

/** Colours and dashes for curves; the seventh run looks like the first again. */
const STYLES = 6;

/** Every run of the visit, those taken off the list included, in the order in which they were opened. */
let all: RunRecord[] = [];

/** Counts up over the whole visit, so that a name never comes twice. */
let ordinal = 0;

/** Makes what the engine has just opened the current run; the one before stays in the list. */
export function adoptRun(info: RunInfo, name?: string): RunRecord {
  const { runs, language } = app.getState();
  const parent = runs.findLast(({ isCurrent }) => isCurrent) ?? runs.at(-1);
  ordinal++;
  const record: RunRecord = {
    name: name ?? runName(ordinal, language),
    id: info.id,
    config: info.config,
    step: info.step,
    loss: null,
    changes: parent === undefined ? [] : differences(parent.config, info.config),
    style: (ordinal - 1) % STYLES,
    isCurrent: true,
  };
  const others = runs.filter(({ id }) => id !== info.id).map((run) => changed(run, { isCurrent: false }));
  app.setState({ ...fresh(info), runs: [...others, record] });
  all = [...all.filter(({ id }) => id !== info.id), record];
  return record;
}

/** The current run came back from a snapshot, perhaps under another id: same name, same curve up to that step. */
export function adoptRestored(info: RunInfo): void {
  const { run, runs } = app.getState();
  const old = run?.id ?? info.id;
  moveHistory(old, info.id);
  all = all.map((record) => (record.id === old ? changed(record, { id: info.id }) : record));
  rewind(info.id, info.step);
  app.setState(({ liveChanges }) => ({
    run: info,
    runs: runs.map((record) =>
      record.id === old ? changed(record, { id: info.id, step: info.step }) : record,
    ),
    liveChanges: liveChanges.map((change) =>
      change.runId === old ? changed(change, { runId: info.id }) : change,
    ),
  }));
}

/** The list without these, in the order of opening; what the page knows of each is kept. */
export function runsWithout(removed: readonly string[]): readonly RunRecord[] {
  const newest = new Map(app.getState().runs.map((run) => [run.id, run]));
  all = all.map((run) => newest.get(run.id) ?? changed(run, { isCurrent: false }));
  return all.filter(({ id }) => !removed.includes(id));
}

/** Settings or the step of the current run have changed. */
export function updateRun(info: RunInfo): void {
  app.setState(({ runs }) => ({
    run: info,
    runs: runs.map((record) =>
      record.id === info.id ? { ...record, config: info.config, step: info.step } : record,
    ),
  }));
}

/** A copy with some properties changed. */
function changed<T extends object>(one: T, change: Partial<T>): T {
  return { ...one, ...change };
}

function fresh(info: RunInfo): Partial<AppState> {
  return {
    run: info,
    draft: info.config,
    frames: [],
    shownFrame: null,
    lastHeldOut: null,
    imagesPerSecond: null,
  };
}
