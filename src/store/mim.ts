/** @file `window.mim`: the scripting door, a thin face of the same engine that the panels use. */

import type { DeepPartial, RunConfig } from '../config/run-config.ts';
import { MimError } from '../lib/errors.ts';
import type {
  Batch,
  EngineApi,
  EngineInfo,
  ExportedFile,
  ExportFormat,
  ImportReport,
  NamedTensor,
  RunInfo,
  StepReport,
  TrainOnOptions,
} from '../protocol/api.ts';
import { importRun } from './actions/weights.ts';
import { chooseImage } from './actions/images.ts';
import { loadSource } from './source-info.ts';
import { call } from './client.ts';
import { configureNow } from './hot-settings.ts';
import { refreshLive } from './live.ts';
import {
  checkBatch,
  checkBatches,
  checkBytes,
  checkConfig,
  checkImages,
  checkOptimizer,
  checkSteps,
} from './mim-checks.ts';
import type { AvgDistReport, AvgDistRequest } from './mim-avg-dist.ts';
import type { InformationReport, InformationRequest } from './mim-information.ts';
import { rememberScripted } from './own-images.ts';
import { followRollBack } from './events.ts';
import { openRun, pause, wantsTraining } from './run-control.ts';
import { isMimError } from './notices.ts';
import { updateRun } from './runs.ts';
import { shownConfig } from './shown.ts';
import { snapshotIfDue } from './snapshots.ts';
import { app } from './store.ts';

/** Errors reject with a MimError; bad arguments never change anything. Calls before `ready` wait for it. */
export interface Mim {
  readonly version: 1;
  /** Settles when the engine can work; rejects when it cannot start. */
  readonly ready: Promise<Pick<EngineInfo, 'backend' | 'adapter' | 'software'>>;
  /** Starts a fresh run: weights drawn from `config.seed`. Missing values come from the preset. */
  open(config: DeepPartial<RunConfig>): Promise<RunInfo>;
  /** Replaces the training images. pixels: [count, side, side, 3] RGB in 0..1, row-major. labels: one class id each. */
  setImages(pixels: Float32Array, side: number, labels?: Int32Array): Promise<{ count: number }>;
  /** Trains exactly `steps` more steps with the run's own data, masks and schedule. */
  train(steps: number): Promise<readonly StepReport[]>;
  /** One forward pass; the raw model output, nothing de-normalised. */
  forward(input: Batch): ReturnType<EngineApi['forward']>;
  /** One step per batch with these hyper-parameters; returns each loss before its update. */
  trainOn(batches: readonly Batch[], optimizer: TrainOnOptions): Promise<number[]>;
  /** Loss gradients of one batch by weight name, without an update. */
  gradients(input: Batch): Promise<Record<string, NamedTensor>>;
  /** Replaces model and weights. `configJson` is the Hugging Face config.json, for the layouts that need one. */
  importWeights(bytes: Uint8Array, configJson?: string, preprocessorJson?: string): Promise<ImportReport>;
  exportWeights(format: ExportFormat): Promise<ExportedFile[]>;
  /** Every weight of the run, by its PyTorch name. */
  weights(): Promise<Record<string, NamedTensor>>;
  /** How far hidden pixels are from visible ones: of a mask, or the mean over what a strategy draws. Needs no run. */
  avgDist(request?: AvgDistRequest): Promise<AvgDistReport>;
  /**
   * What visible patches tell about hidden ones, in bits: of the mask on screen, a given one, or what a strategy draws, in
   * a Gaussian field with the covariance of the chosen pictures. With `heldOut` also what the model on screen makes of it.
   */
  information(request?: InformationRequest): Promise<InformationReport>;
}

declare global {
  // `interface` merges with the DOM's, a type would not.
  interface Window {
    mim?: Mim;
  }
}

/** Puts the door in place. It may be used at once; `ready` is the engine's. */
export function installMim(ready: Promise<EngineInfo>): Mim {
  const named = ready.then(({ backend, adapter, software }) => ({ backend, adapter, software }));
  named.catch(() => undefined); // a script that asks gets the rejection; a page without scripts has its notice
  const mim: Mim = { version: 1, ready: named, ...METHODS };
  window.mim = Object.freeze(mim);
  return mim;
}

const METHODS: Omit<Mim, 'version' | 'ready'> = {
  async open(config) {
    checkConfig(config);
    return await inTurn(async () => {
      await stopPersonsTraining();
      const info = await openRun(config);
      const { source } = info.config.data;
      if (app.getState().image.source !== source) chooseImage({ source, index: 0 });
      return info;
    });
  },

  async setImages(pixels, side, labels) {
    checkImages(pixels, side, labels);
    const reply = await call.setImages(pixels, side, labels);
    rememberScripted(pixels, side, labels);
    const { draft, run } = app.getState();
    const data = { ...draft.data, source: 'own' } as const;
    app.setState({ ownImages: [], removedImages: [], draft: { ...draft, data } });
    if (run !== null) updateRun(await call.configure({}));
    void loadSource('own');
    if (shownConfig(app.getState()).data.side === side) chooseImage({ source: 'own', index: 0 });
    return reply;
  },

  async train(steps) {
    checkSteps(steps);
    await needRun();
    await configureNow();
    try {
      return await call.train(steps);
    } catch (error) {
      if (isMimError(error, 'diverged')) await followRollBack();
      throw error;
    }
  },

  async forward(input) {
    checkBatch(input, await needRun());
    return await call.forward(input);
  },

  async trainOn(batches, optimizer) {
    checkBatches(batches, await needRun());
    checkOptimizer(optimizer);
    const losses = await call.trainOn(batches, optimizer);
    refreshLive();
    snapshotIfDue(); // such steps are told by no event
    return losses;
  },

  async gradients(input) {
    checkBatch(input, await needRun());
    return await call.gradients(input);
  },

  async importWeights(bytes, configJson, preprocessorJson) {
    checkBytes(bytes, { configJson, preprocessorJson });
    return await inTurn(async () => {
      await stopPersonsTraining();
      return await importRun(bytes, configJson, preprocessorJson);
    });
  },

  async exportWeights(format) {
    await needRun();
    return await call.exportWeights(format);
  },

  async weights() {
    await needRun();
    return await call.weights();
  },

  // What measures is loaded when asked for: a first visit mostly does without.
  async avgDist(request) {
    const { avgDistForScripts } = await import('./mim-avg-dist.ts');
    return await avgDistForScripts(request);
  },
  async information(request) {
    const { informationForScripts } = await import('./mim-information.ts');
    return await informationForScripts(request);
  },
};

async function stopPersonsTraining(): Promise<void> {
  if (wantsTraining()) await pause();
}

/** Settles when the last `open` or `importWeights` has: what a script asks for next is asked of that run. */
let opening: Promise<unknown> = Promise.resolve();

function inTurn<T>(open: () => Promise<T>): Promise<T> {
  const opened = opening.then(open);
  opening = opened.catch(() => undefined); // whoever asked for it gets the rejection
  return opened;
}

/** The patches per image of the run; rejects where there is none. */
async function needRun(): Promise<number> {
  await opening;
  const { run } = app.getState();
  if (run !== null) return run.tokens;
  throw new MimError('bad-config', 'no run is open', {
    hint: 'Call mim.open(config) or mim.importWeights(bytes) first.',
  });
}
