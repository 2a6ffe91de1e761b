/** @file Runs a comparison: each arm trained from the same seed, then asked for the same picture under the same mask. */

import { EXPERIMENTS, type Arm, type ExperimentId } from '../../config/experiments.ts';
import { gridOf, type RunConfig } from '../../config/run-config.ts';
import { MimError, toWire } from '../../lib/errors.ts';
import { patchCount } from '../../mim/grid.ts';
import { merged } from '../changes.ts';
import { call } from '../client.ts';
import { comparing, endComparison, isComparing, isStopping } from '../comparison.ts';
import { historyOf } from '../history.ts';
import { lookAt } from '../live.ts';
import { reportError, shown } from '../notices.ts';
import { openRun, pause, train, wantsTraining } from '../run-control.ts';
import type { AppState, ArmResult, ExperimentState } from '../state.ts';
import { app } from '../store.ts';
import { renameRun } from './training.ts';

export { endComparison as stopExperiment };

/** Trains every arm for `steps` steps, one after the other; afterwards the settings are what they were. */
export async function runExperiment(id: ExperimentId, steps: number): Promise<void> {
  if (isComparing()) return;
  await comparing(() => runArms(id, steps));
}

async function runArms(id: ExperimentId, steps: number): Promise<void> {
  if (wantsTraining()) await pause();
  const before = app.getState();
  const { image, picture, mask, draft } = before;
  const start: ExperimentState = { id, steps, isRunning: true, image, picture, mask, results: [] };
  app.setState({ experiment: start });
  try {
    for (const arm of EXPERIMENTS[id].arms) {
      const result = isStopping() ? null : await resultOf(arm, draft, start);
      if (result === null) break;
      app.setState(({ experiment }) => ({
        experiment: experiment && { ...experiment, results: [...experiment.results, result] },
      }));
    }
  } catch (error) {
    reportError(error);
  } finally {
    await shown(() => putBack(before));
    app.setState(({ experiment }) => ({ experiment: experiment && { ...experiment, isRunning: false } }));
  }
}

/**
 * A fresh run of the settings from before: pressing Train must not go on with the last arm, under its name and with
 * other settings. The arms stay in the list, and what was trained before is there as well.
 */
async function putBack({ draft, mask, maskSeed, previousMask, pinned, answerer }: AppState): Promise<void> {
  const info = await openRun(draft);
  app.setState({ draft, maskSeed, previousMask });
  if (mask.length === patchCount(gridOf(info.config))) app.setState({ mask, pinned });
  if (answerer === 'shipped') await lookAt('shipped');
}

/** Null where it was stopped before its end. */
async function resultOf(
  arm: Arm,
  draft: RunConfig,
  { steps, image, mask }: ExperimentState,
): Promise<ArmResult | null> {
  const { label } = arm;
  const empty = { label, runId: null, step: 0, heldOut: null, reconstruction: null, problem: null };
  try {
    const info = await openRun({ ...merged(draft, arm.change), steps: 0 });
    renameRun(info.id, label);
    if (isStopping()) return null;
    await train(steps);
    const { run } = app.getState();
    const { loss, heldOut } = historyOf(run?.id ?? info.id);
    const step = loss.length === 0 ? 0 : loss.x(loss.length - 1); // the page's own count waits for a frame
    if (run === null || step < steps) return null;
    const fits = mask.length === patchCount(gridOf(info.config));
    const request = { image, mask, by: 'run', trueStatistics: false } as const;
    const reconstruction = fits && run.hasDecoder ? await call.reconstruct(request) : null;
    return { ...empty, runId: run.id, step, heldOut: heldOut.at(-1) ?? null, reconstruction };
  } catch (error) {
    if (!(error instanceof MimError) || error.code === 'device-lost') throw error;
    return { ...empty, problem: toWire(error) };
  }
}
