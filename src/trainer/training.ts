/** @file Training a run with all that goes on between steps: held-out loss, film strip, snapshots, and the way back. */

import type { Dataset } from '../data/dataset.ts';
import { MimError } from '../lib/errors.ts';
import type { EngineEvents, StepReport } from '../protocol/api.ts';
import { Film, isFilmStep } from './film.ts';
import { heldOutLoss, isHeldOutStep } from './held-out.ts';
import { TrainLoop } from './loop.ts';
import type { Mutex } from './mutex.ts';
import type { Run } from './run.ts';
import { isFiniteState, readState, toSnapshot, writeState, type State } from './snapshot.ts';
import { keepSnapshot } from './snapshot-store.ts';

const SNAPSHOT_EVERY_MS = 15_000;

export type Emit = <E extends keyof EngineEvents>(name: E, data: EngineEvents[E]) => void;

export class Training {
  readonly film = new Film();
  /** The page's own notes, kept beside the snapshot. */
  page = '{}';
  readonly #emit: Emit;
  readonly #lock: Mutex;
  #loop: TrainLoop | null = null;
  #ended: Promise<unknown> = Promise.resolve();
  #good: State | null = null;
  #savedAt = 0;

  constructor(emit: Emit, lock: Mutex) {
    this.#emit = emit;
    this.#lock = lock;
  }

  get isRunning(): boolean {
    return this.#loop !== null;
  }

  /** Another run is shown: nothing of the last one is good for it. */
  forget(): void {
    this.film.clear();
    this.#good = null;
  }

  async train(
    run: Run,
    dataset: Dataset,
    probed: () => Promise<Dataset>,
    count: number | null,
  ): Promise<StepReport[]> {
    if (this.#loop !== null) {
      throw new MimError('busy', 'training is under way', { hint: 'Pause it first.' });
    }
    const loop = new TrainLoop();
    this.#loop = loop;
    const work = this.#trainWith(loop, run, dataset, probed, count);
    this.#ended = work.catch(() => undefined);
    try {
      return await work;
    } finally {
      this.#loop = null;
    }
  }

  /** Resolves when the step under way has finished. */
  async pause(): Promise<void> {
    this.#loop?.stop();
    await this.#ended;
  }

  async #trainWith(
    loop: TrainLoop,
    run: Run,
    dataset: Dataset,
    probed: () => Promise<Dataset>,
    count: number | null,
  ): Promise<StepReport[]> {
    this.#emit('status', 'running');
    let isFinished = false;
    try {
      if (run.step === 0) await this.#lookAt(run, dataset, probed);
      this.#good = await this.#lock.run(() => readState(run));
      this.#savedAt = performance.now();
      const reports = await loop.train(run, dataset, count, this.#lock, {
        reported: (finished) => this.#emit('steps', finished),
        wantsQuiet: (step) =>
          isHeldOutStep(step) || isFilmStep(step) || performance.now() - this.#savedAt > SNAPSHOT_EVERY_MS,
        quiet: () => this.#lookAt(run, dataset, probed),
      });
      run.hasDecoder = true; // a decoder that has been trained is worth showing
      await this.#film(run, probed);
      await this.#save(run);
      isFinished = run.config.steps > 0 && run.step >= run.config.steps;
      return reports;
    } catch (error) {
      throw await this.#rolledBack(run, error);
    } finally {
      this.#emit('status', isFinished ? 'finished' : 'idle');
    }
  }

  async #lookAt(run: Run, dataset: Dataset, probed: () => Promise<Dataset>): Promise<void> {
    if (isHeldOutStep(run.step)) {
      this.#emit('heldOut', await this.#lock.run(() => heldOutLoss(run, dataset)));
    }
    if (isFilmStep(run.step)) await this.#film(run, probed);
    if (run.step > 0 && performance.now() - this.#savedAt > SNAPSHOT_EVERY_MS) await this.#save(run);
  }

  async #film(run: Run, probed: () => Promise<Dataset>): Promise<void> {
    const { step } = run;
    const dataset = await probed();
    if (await this.#lock.run(() => this.film.take(run, dataset))) this.#emit('frame', { step });
  }

  /** A state with a NaN in it never takes the place of a good one. */
  async #save(run: Run): Promise<void> {
    const state = await this.#lock.run(() => readState(run));
    this.#savedAt = performance.now();
    if (!isFiniteState(state)) return;
    this.#good = state;
    const snapshot = toSnapshot(run, state, run.id);
    const stored = { ...snapshot, formatVersion: 1, savedAt: Date.now(), page: this.page } as const;
    this.#emit('saved', { step: state.step, onDisk: await keepSnapshot(stored) });
  }

  /** After a loss that is not finite: the last good state again, and its step in the error's values. */
  async #rolledBack(run: Run, error: unknown): Promise<unknown> {
    const good = this.#good;
    if (!(error instanceof MimError) || error.code !== 'diverged' || good === null) return error;
    await this.#lock.run(() => {
      writeState(run, good);
      return Promise.resolve();
    });
    const values = { ...error.values, restored: good.step };
    return new MimError(
      'diverged',
      'the loss became NaN or infinite at step {{step}}; step {{restored}} is back',
      {
        values,
        hint: 'Halve the learning rate and go on.',
        cause: error,
      },
    );
  }
}
