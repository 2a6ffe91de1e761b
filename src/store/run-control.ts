/** @file Opening a run, training it and pausing it, for the buttons and for scripts alike. */

import { gridOf, type DeepPartial, type RunConfig } from '../config/run-config.ts';
import { patchCount } from '../mim/grid.ts';
import type { KeptData, RunInfo } from '../protocol/api.ts';
import { call } from './client.ts';
import { followRollBack } from './events.ts';
import { loadPicture, lookAt } from './live.ts';
import { isMimError, shown } from './notices.ts';
import { rememberPage } from './page-notes.ts';
import { adoptRun } from './runs.ts';
import { redrawMask } from './redraw.ts';
import { fitTo, shownGrid } from './shown.ts';
import { takeSnapshot } from './snapshots.ts';
import { loadSource } from './source-info.ts';
import type { AppState } from './state.ts';
import { app } from './store.ts';

/** What the person wants: train up to this step, or until paused; null: do not train. Survives the worker's death. */
interface Goal {
  readonly until: number | null;
}
let goal: Goal | null = null;

export const wantsTraining = (): boolean => goal !== null;

/** Opens a fresh run and shows it. Rejects, with everything as it was, when the engine refuses. */
export async function openRun(config: DeepPartial<RunConfig>): Promise<RunInfo> {
  const info = await call.open(config);
  showRun(info);
  return info;
}

/**
 * Puts a run that the engine has just opened on the page: list, form, pictures.
 * @param name of one that an earlier visit left
 */
export function showRun(info: RunInfo, name?: string): void {
  const before = app.getState();
  adoptRun(info, name);
  void loadSource(info.config.data.source);
  showImageOf(info, before);
  const isOtherMask = JSON.stringify(info.config.mask) !== JSON.stringify(before.draft.mask);
  if (info.config.mask.id !== 'painted') app.setState({ previousMask: null });
  // A mask for another grid is drawn anew with the first answer.
  if ((isOtherMask || name !== undefined) && maskFitsStage()) redrawMask();
  void shown(showProbe);
  void takeSnapshot();
  void rememberPage();
  void lookAt('run');
}

const maskFitsStage = (): boolean => {
  const state = app.getState();
  return state.mask.length === patchCount(shownGrid(state));
};

/** A run with images of its own brings them to the stage; otherwise the person goes on looking at the same picture. */
function showImageOf({ config }: RunInfo, before: AppState): void {
  const { source, patterns } = config.data;
  const { image, draft } = before;
  const isElsewhere = image.source !== source && draft.data.source !== source;
  const isGone = image.source === 'patterns' && source === 'patterns' && image.index >= patterns.count;
  if (!isElsewhere && !isGone) return;
  app.setState({ image: { source, index: 0 } });
  void loadPicture();
}

/** What a model from elsewhere is to train on: the images of the form, as far as there are any. */
export function keptData(): KeptData {
  const { draft, sources } = app.getState();
  const { source, patterns, fit, augment } = draft.data;
  const hasImages = source !== 'own' || (sources.own?.count ?? 0) > 0;
  return { patterns, fit, augment, ...(hasImages && { source }) };
}

/** Shows a run that the engine has just made of weights from elsewhere, with the mask of the form. */
export async function showKeepingMask(): Promise<RunInfo> {
  const { mask } = app.getState().draft;
  const info = await call.configure({ mask }).catch(() => call.configure({})); // one that does not fit gives way
  showRun(info);
  return info;
}

/** Film-strip frames show the picture and the mask that were on screen when the run was opened or the picture chosen. */
export async function showProbe(): Promise<void> {
  const state = app.getState();
  if (state.run === null) return;
  const mask = fitTo(gridOf(state.run.config), { ...state }).mask ?? state.mask;
  if (mask.length !== state.run.tokens) return;
  await call.setProbe(state.image, mask);
}

/** Trains `steps` more steps, or until paused (null); opens the draft first where there is no run. */
export async function train(steps: number | null): Promise<void> {
  const mine: Goal = { until: null };
  goal = mine;
  try {
    const run = app.getState().run ?? (await openRun(app.getState().draft));
    if (goal !== mine) return; // paused while the run was being opened
    await runTo(steps === null ? null : run.step + steps);
  } catch (error) {
    if (goal === mine) goal = null;
    throw error;
  }
}

/** Goes on with what was wanted before the worker died. */
export async function continueTraining(): Promise<void> {
  if (goal !== null) await runTo(goal.until);
}

async function runTo(until: number | null): Promise<void> {
  const mine: Goal = { until };
  goal = mine;
  try {
    const left = until === null ? null : Math.max(0, until - (app.getState().run?.step ?? 0));
    await call.train(left);
  } catch (error) {
    if (isMimError(error, 'device-lost')) return; // a fresh worker goes on
    if (goal === mine) goal = null;
    if (isMimError(error, 'diverged')) await followRollBack();
    throw error;
  }
  if (goal === mine) goal = null;
}

/** Settles when the step under way has finished. */
export async function pause(): Promise<void> {
  goal = null;
  void rememberPage(); // before the engine saves, which it does when it pauses
  await call.pause();
}
