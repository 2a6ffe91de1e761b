/** @file Which models exist: the run, the shipped one beside it, and the data set bound to the run. */

import { DEFAULT_PRESET, PRESETS } from '../config/presets.ts';
import type { RunConfig } from '../config/run-config.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Executor, Resident } from '../executors/executor.ts';
import { MimError } from '../lib/errors.ts';
import type { Answerer, RunInfo } from '../protocol/api.ts';
import type { Images } from './images.ts';
import { doesNotFit, predict, Run, type RunStart } from './run.ts';
import { shippedRun } from './shipped.ts';

interface Bound {
  readonly run: Run;
  readonly dataset: Dataset;
  readonly resident: Resident;
}

export class Models {
  readonly executor: Executor;
  readonly images: Images;
  readonly #baseUrl: string;
  readonly #onCompile: (done: number, total: number) => void;
  #run: Run | null = null;
  #shipped: Promise<Run> | null = null;
  #bound: Bound | null = null;
  #nextId = 1;

  constructor(
    executor: Executor,
    images: Images,
    baseUrl: string,
    onCompile: (done: number, total: number) => void,
  ) {
    this.executor = executor;
    this.images = images;
    this.#baseUrl = baseUrl;
    this.#onCompile = onCompile;
  }

  get current(): Run | null {
    return this.#run;
  }

  need(): Run {
    if (this.#run === null) throw new MimError('busy', 'there is no run yet', { hint: 'Open one first.' });
    return this.#run;
  }

  /** The config that pictures are shown with before there is a run. */
  get viewConfig(): RunConfig {
    return this.#run?.config ?? PRESETS[DEFAULT_PRESET].config;
  }

  answerer(by: Answerer): Promise<Run> {
    if (by === 'run') return Promise.resolve(this.need());
    this.#shipped ??= shippedRun(this.executor, this.#baseUrl).then((run) => {
      run.onCompile = this.#onCompile;
      return run;
    });
    this.#shipped.catch(() => (this.#shipped = null));
    return this.#shipped;
  }

  readonly freshId = (): string => `run-${this.#nextId++}`;

  /** Throws before anything is allocated or given up; the hint names the largest batch that fits. */
  checkFits(config: RunConfig): void {
    const { total, buffer } = this.executor.limits;
    const needs = (batch: number): { readonly bytes: number; readonly largest: number } =>
      predict(this.executor, { ...config, batch }, 1);
    const fits = ({ bytes, largest }: ReturnType<typeof needs>): boolean =>
      bytes <= total && largest <= buffer;
    const needed = needs(config.batch);
    if (fits(needed)) return;
    let fitting = 0;
    let { batch: tooLarge } = config;
    while (tooLarge - fitting > 1) {
      const batch = Math.floor((fitting + tooLarge) / 2);
      if (fits(needs(batch))) fitting = batch;
      else tooLarge = batch;
    }
    const hint = fitting > 0 ? { batch: fitting } : undefined;
    throw needed.bytes > total
      ? doesNotFit(needed.bytes, total, hint)
      : doesNotFit(needed.largest, buffer, hint, 'buffer');
  }

  /** Makes `start` the run. A failure leaves the old one as it was. */
  replace(start: Omit<RunStart, 'id'>): RunInfo {
    return this.adopt(new Run(this.executor, { ...start, id: this.freshId() }));
  }

  adopt(run: Run): RunInfo {
    const old = this.#run;
    run.onCompile = this.#onCompile;
    this.#run = run;
    old?.dispose();
    return run.info;
  }

  /** Puts the run's training images on the device; without any it throws, and then the old ones stay. */
  bindData(run: Run, dataset: Dataset): void {
    if (dataset.train.length === 0) {
      throw new MimError('bad-config', 'there are no images to train on', {
        hint: 'Add some, or choose another set.',
      });
    }
    if (this.#bound?.run === run && this.#bound.dataset === dataset) return;
    const { total } = this.executor.limits;
    const needed = run.info.bytes + dataset.pixels.byteLength;
    if (needed > total) throw doesNotFit(needed, total, 'Use a smaller batch, or fewer images.');
    const same = this.#bound?.dataset === dataset ? this.#bound.resident : undefined;
    const resident = same ?? this.executor.createResident(dataset.pixels);
    run.setResidents({ images: resident }, dataset.count);
    if (same === undefined) this.#bound?.resident.dispose();
    this.#bound = { run, dataset, resident };
  }
}
