/** @file News from the engine, turned into state. */

import type { EngineEvents, StepReport } from '../protocol/api.ts';
import { fromWire } from '../lib/errors.ts';
import { call } from './client.ts';
import { forgetFrame } from './frames.ts';
import { record, recordHeldOut, rewind } from './history.ts';
import { refreshLive, refreshWhileTraining } from './live.ts';
import { notify, reportError, shown, withdraw } from './notices.ts';
import { oncePerFrame } from './pace.ts';
import { rememberIfDue, rememberPage } from './page-notes.ts';
import { updateRun } from './runs.ts';
import { snapshotIfDue, takeSnapshot } from './snapshots.ts';
import { app } from './store.ts';
import { withdrawOffer } from './stored-offer.ts';

const COMPILING = 'Compiling GPU programs (first step only)…';
const COMPILING_SHOWN_AFTER_MS = 800;
const NOT_STORED = 'The browser would not store this session. It lasts as long as this tab.';
const TOO_LARGE =
  'The run survives a reload, but your images are too many to be stored: add them again then.';
const IMAGES_REFUSED = 'The browser would not store your images: after a reload, add them again.';
/** Steps over which the speed is averaged. */
const SPEED_STEPS = 20;

type News = { readonly [E in keyof EngineEvents]: (data: EngineEvents[E]) => void };

let recent: StepReport[] = [];
/** The run whose steps they are: another one has neither that step nor that speed. */
let recentOf: string | null = null;
let compilingTimer: ReturnType<typeof setTimeout> | undefined;

/** The newest step reaches the immutable state at most once per frame; the curve has them all already. */
const publishSteps = oncePerFrame(() => {
  const { run } = app.getState();
  if (run === null) return;
  if (recentOf !== run.id) recent = [];
  const newest = recent.at(-1);
  const milliseconds = recent.reduce((sum, report) => sum + report.milliseconds, 0);
  app.setState(({ runs, historyVersion }) => ({
    historyVersion: historyVersion + 1,
    ...(newest !== undefined && {
      run: { ...run, step: newest.step },
      runs: runs.map((one) => (one.id === run.id ? { ...one, step: newest.step, loss: newest.loss } : one)),
    }),
    ...(milliseconds > 0 && { imagesPerSecond: (recent.length * run.config.batch * 1000) / milliseconds }),
  }));
});

const NEWS: News = {
  ready: (engine) => app.setState({ engine }),
  steps(reports) {
    const { run } = app.getState();
    if (run === null || reports.length === 0) return;
    record(run.id, reports, run.config.batch);
    recent = [...(recentOf === run.id ? recent : []), ...reports].slice(-SPEED_STEPS);
    recentOf = run.id;
    publishSteps();
    refreshWhileTraining();
    snapshotIfDue();
    rememberIfDue();
  },
  heldOut(report) {
    const { run } = app.getState();
    if (run === null) return;
    recordHeldOut(run.id, report);
    app.setState({ lastHeldOut: report });
    publishSteps();
  },
  status(status) {
    const before = app.getState().status;
    app.setState({ status });
    clearTimeout(compilingTimer);
    if (status === 'compiling') {
      compilingTimer = setTimeout(
        () => notify({ tone: 'info', template: COMPILING }),
        COMPILING_SHOWN_AFTER_MS,
      );
    } else {
      withdraw(COMPILING);
    }
    if ((status === 'idle' || status === 'finished') && before === 'running') afterTraining();
  },
  frame({ step }) {
    forgetFrame(step);
    app.setState(({ frames }) => ({ frames: [...frames.filter((one) => one < step), step] }));
  },
  progress(progress) {
    app.setState({ progress: progress.done < progress.total ? progress : null });
  },
  saved({ onDisk, images }) {
    if (onDisk) withdrawOffer();
    else notifyOnce(NOT_STORED);
    if (onDisk && images === 'too-large') notifyOnce(TOO_LARGE);
    if (onDisk && images === 'refused') notifyOnce(IMAGES_REFUSED);
    snapshotIfDue();
    void rememberPage();
  },
  heartbeat() {
    // The supervisor listens to it; there is nothing to show.
  },
  failed(wire) {
    reportError(fromWire(wire));
    if (wire.code === 'diverged') void followRollBack();
  },
};

/** A lost device is the supervisor's business and does not come here. */
export function hear<E extends keyof EngineEvents>(name: E, data: EngineEvents[E]): void {
  NEWS[name](data);
}

/** The engine has rolled the run back: the page follows. */
export async function followRollBack(): Promise<void> {
  const info = await shown(() => call.configure({}));
  if (info === undefined) return;
  forgetSpeed();
  rewind(info.id, info.step);
  updateRun(info);
  publishSteps();
  refreshLive();
}

/** Another run or a roll-back: the old speed says nothing about it. */
export function forgetSpeed(): void {
  recent = [];
}

const told = new Set<string>();
function notifyOnce(template: string): void {
  if (told.has(template)) return;
  told.add(template);
  notify({ tone: 'warning', template });
}

function afterTraining(): void {
  refreshLive();
  void takeSnapshot();
  void rememberPage();
}
