/** @file Runs a comparison: each arm trained from the same seed, then asked for the same picture under the same mask. */

import { EXPERIMENTS, type Arm, type ExperimentId } from '../../config/experiments.ts';
import { patchCount } from '../../mim/grid.ts';
import { gridOf, type RunConfig } from '../../config/run-config.ts';
import { MimError, toWire } from '../../lib/errors.ts';
import { merged } from '../changes.ts';
import { call } from '../client.ts';
import { historyOf } from '../history.ts';
import { refreshMasked } from '../live.ts';
import { reportError } from '../notices.ts';
import { openRun, pause, train, wantsTraining } from '../run-control.ts';
import type { ArmResult, ExperimentState } from '../state.ts';
import { app } from '../store.ts';
import { fitTo } from '../shown.ts';
import { renameRun } from './training.ts';

let stopping = false;

/** Trains every arm for `steps` steps, one after the other; afterwards the settings are what they were. */
export async function runExperiment(id: ExperimentId, steps: number): Promise<void> {
  if (app.getState().experiment?.isRunning === true) return;
  stopping = false;
  const before = app.getState();
  const { image, picture, mask, draft, maskSeed } = before;
  const start: ExperimentState = { id, steps, isRunning: true, image, picture, mask, results: [] };
  app.setState({ experiment: start });
  try {
    if (wantsTraining()) await pause();
    for (const arm of EXPERIMENTS[id].arms) {
      if (stopping) break;
      const result = await resultOf(arm, draft, start);
      app.setState(({ experiment }) => ({
        experiment: experiment && { ...experiment, results: [...experiment.results, result] },
      }));
    }
  } catch (error) {
    reportError(error);
  } finally {
    const fits = fitTo(gridOf(app.getState().run?.config ?? draft), { ...app.getState(), mask });
    app.setState(({ experiment }) => ({
      experiment: experiment && { ...experiment, isRunning: false },
      draft,
      maskSeed,
      mask,
      ...fits,
    }));
    refreshMasked();
  }
}

/** After the step under way; the arms that have finished stay. */
export async function stopExperiment(): Promise<void> {
  stopping = true;
  await pause();
}

async function resultOf(arm: Arm, draft: RunConfig, experiment: ExperimentState): Promise<ArmResult> {
  const { label } = arm;
  const empty = { label, runId: null, step: 0, heldOut: null, reconstruction: null, problem: null };
  try {
    const info = await openRun({ ...merged(draft, arm.change), steps: 0 });
    renameRun(info.id, label);
    await train(experiment.steps);
    const { run } = app.getState();
    const runId = run?.id ?? info.id;
    const fits = experiment.mask.length === patchCount(gridOf(info.config));
    const request = {
      image: experiment.image,
      mask: experiment.mask,
      by: 'run',
      trueStatistics: false,
    } as const;
    const reconstruction = fits && run?.hasDecoder === true ? await call.reconstruct(request) : null;
    const heldOut = historyOf(runId).heldOut.at(-1) ?? null;
    return { ...empty, runId, step: run?.step ?? 0, heldOut, reconstruction };
  } catch (error) {
    if (!(error instanceof MimError) || error.code === 'device-lost') throw error;
    return { ...empty, problem: toWire(error) };
  }
}
