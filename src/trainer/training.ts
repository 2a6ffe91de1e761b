/** @file Training a run with all that goes on between steps: held-out loss, film strip, snapshots, and the way back. */

import type { Dataset } from '../data/dataset.ts';
import { MimError } from '../lib/errors.ts';
import type { EngineEvents, ImageRef, StepReport } from '../protocol/api.ts';
import { makeBasis, wantsBasis } from './basis.ts';
import { Film, isFilmStep } from './film.ts';
import { heldOutLoss, isHeldOutStep } from './held-out.ts';
import { diverged, TrainLoop } from './loop.ts';
import type { Mutex } from './mutex.ts';
import type { Run } from './run.ts';
import { isFiniteState, readState, toSnapshot, writeState, type State } from './snapshot.ts';
import { keepPage, keepSnapshot } from './snapshot-store.ts';

const SNAPSHOT_EVERY_MS = 15_000;

export type Emit = <E extends keyof EngineEvents>(name: E, data: EngineEvents[E]) => void;

/** Where a run's pictures come from. */
interface PictureSource {
  /** The training images, on the device. Called with nothing locked. */
  bind(run: Run): Promise<Dataset>;
  /** The set with this picture, as the run sees it. */
  seenBy(image: ImageRef, run: Run): Promise<Dataset>;
  /** Puts the person's own on disk where they have changed; null where there are none. */
  keep(): Promise<EngineEvents['saved']['images'] | null>;
}

/** One call of `train`. */
interface Job {
  readonly run: Run;
  readonly dataset: Dataset;
}

export class Training {
  readonly film = new Film();
  /** The page's own notes, kept beside the snapshot. */
  #page = '{}';
  readonly #emit: Emit;
  readonly #lock: Mutex;
  readonly #pictures: PictureSource;
  #loop: TrainLoop | null = null;
  /** Settles when training, or what needs that there is none, is over; never rejects. */
  #ended: Promise<unknown> = Promise.resolve();
  #good: State | null = null;
  #savedAt = 0;

  constructor(emit: Emit, lock: Mutex, pictures: PictureSource) {
    this.#emit = emit;
    this.#lock = lock;
    this.#pictures = pictures;
  }

  get isRunning(): boolean {
    return this.#loop !== null;
  }

  /** Another run is shown: nothing of the last one is good for it. */
  forget(): void {
    this.film.clear();
    this.#good = null;
  }

  /** While nothing trains no snapshot is due, so that the last one of this run gets the notes at once. */
  async rememberPage(page: string, run: Run | null): Promise<void> {
    this.#page = page;
    if (this.#loop === null && run !== null) await keepPage(run.id, page);
  }

  /** @param find the run, asked for when its turn has come: it may be about to be replaced */
  async train(find: () => Run, count: number | null): Promise<StepReport[]> {
    if (count !== null && (!Number.isInteger(count) || count < 0)) {
      throw new MimError('bad-config', 'steps: {{value}} is not a whole number of steps', {
        values: { value: String(count) },
        hint: 'Give 0 or more.',
      });
    }
    if (this.#loop !== null) {
      throw new MimError('busy', 'training is under way', { hint: 'Pause it first.' });
    }
    const loop = new TrainLoop();
    this.#loop = loop;
    const work = this.#ended.then(() => this.#trainWith(loop, find(), count));
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

  /** Pauses, then runs `task` alone on the executor; training asked for meanwhile waits. */
  whilePaused<T>(task: () => Promise<T>): Promise<T> {
    this.#loop?.stop();
    const result = this.#ended.then(() => this.#lock.run(task));
    this.#ended = result.catch(() => undefined);
    return result;
  }

  async #trainWith(loop: TrainLoop, run: Run, count: number | null): Promise<StepReport[]> {
    this.#emit('status', 'running'); // from now on it can be paused, also while its images are made ready
    let isFinished = false;
    try {
      const job = { run, dataset: await this.#pictures.bind(run) };
      if (wantsBasis(run)) await this.#lock.run(() => makeBasis(run, job.dataset));
      const start = await this.#lock.run(() => readState(run));
      if (isFiniteState(start)) this.#good = start;
      this.#savedAt = performance.now();
      if (run.step === 0) await this.#lookAt(job);
      const reports = await loop.train(run, job.dataset, count, this.#lock, {
        reported: (finished) => this.#emit('steps', finished),
        wantsQuiet: (step) => isHeldOutStep(step) || isFilmStep(step) || this.#isSaveDue(),
        quiet: () => this.#lookAt(job),
      });
      if (reports.length > 0) {
        await this.#save(run);
        run.hasDecoder = true; // a decoder that has been trained is worth showing
        await this.#film(run);
      }
      isFinished = run.config.steps > 0 && run.step >= run.config.steps;
      return reports;
    } catch (error) {
      throw await this.#rolledBack(run, error);
    } finally {
      this.#emit('status', isFinished ? 'finished' : 'idle');
    }
  }

  #isSaveDue(): boolean {
    return performance.now() - this.#savedAt > SNAPSHOT_EVERY_MS;
  }

  async #lookAt({ run, dataset }: Job): Promise<void> {
    if (isHeldOutStep(run.step)) {
      const report = await this.#lock.run(() => heldOutLoss(run, dataset));
      if (!Number.isFinite(report.loss)) throw diverged(run.step, run.config.optimizer.learningRate);
      this.#emit('heldOut', report);
    }
    if (run.step > 0 && this.#isSaveDue()) await this.#save(run);
    if (isFilmStep(run.step)) await this.#film(run);
  }

  /** A frame less is no reason to stop training: where its picture cannot be had, there is none. */
  async #film(run: Run): Promise<void> {
    const probe = this.film.wantedOf(run);
    if (probe === null) return;
    const dataset = await this.#pictures.seenBy(probe.image, run).catch((error: unknown) => {
      if (error instanceof MimError) return null;
      throw error;
    });
    if (dataset === null) return;
    const { step } = run;
    await this.#lock.run(() => this.film.take(run, dataset, probe));
    this.#emit('frame', { step });
  }

  /** A state with a NaN in it never takes the place of a good one. Throws `diverged`. */
  async #save(run: Run): Promise<void> {
    const state = await this.#lock.run(() => readState(run));
    this.#savedAt = performance.now();
    if (!isFiniteState(state)) throw diverged(run.step, run.config.optimizer.learningRate);
    this.#good = state;
    const snapshot = toSnapshot(run, state, run.id);
    const stored = { ...snapshot, formatVersion: 1, savedAt: Date.now(), page: this.#page } as const;
    const onDisk = await keepSnapshot(stored);
    const images = await this.#pictures.keep();
    this.#emit('saved', { step: state.step, onDisk, ...(images != null && { images }) });
  }

  /** After a loss that is not finite: the last good state again, and its step in the error's values. */
  async #rolledBack(run: Run, error: unknown): Promise<unknown> {
    const good = this.#good;
    if (!(error instanceof MimError) || error.code !== 'diverged' || good === null) return error;
    await this.#lock.run(async () => writeState(run, good));
    this.film.dropAfter(good.step);
    const values = { ...error.values, restored: good.step };
    return new MimError(
      'diverged',
      'the loss became NaN or infinite at step {{step}}; step {{restored}} is back',
      { values, hint: 'Halve the learning rate and go on.', cause: error },
    );
  }
}
