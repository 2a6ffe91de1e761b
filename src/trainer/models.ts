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
    const limit = this.executor.limits.total;
    const needed = predict(this.executor, config, 1).bytes;
    if (needed <= limit) return;
    let { batch } = config;
    while (batch > 1 && predict(this.executor, { ...config, batch }, 1).bytes > limit)
      batch = Math.floor(batch / 2);
    const fits = predict(this.executor, { ...config, batch }, 1).bytes <= limit;
    throw doesNotFit(needed, limit, fits ? { batch } : undefined);
  }

  /** Makes `start` the run. A failure leaves the old one as it was. */
  async replace(start: Omit<RunStart, 'id'>): Promise<RunInfo> {
    this.checkFits(start.config);
    return this.adopt(new Run(this.executor, { ...start, id: this.freshId() }));
  }

  async adopt(run: Run): Promise<RunInfo> {
    const old = this.#run;
    run.onCompile = this.#onCompile;
    this.#run = run;
    await old?.dispose();
    return run.info;
  }

  /** The run's training images, on the device. */
  async bindData(): Promise<Dataset> {
    const run = this.need();
    const dataset = await this.images.dataset(run.config.data);
    const { batch } = run.config;
    if (dataset.train.length === 0 || batch < 1) {
      throw new MimError('bad-config', 'there are no images to train on', {
        hint: 'Add some, or choose another set.',
      });
    }
    if (this.#bound?.run === run && this.#bound.dataset === dataset) return dataset;
    const resident = this.#bound?.dataset === dataset ? this.#bound.resident : undefined;
    const next = resident ?? this.executor.createResident(dataset.pixels);
    await run.setResidents({ images: next }, dataset.count);
    if (next !== this.#bound?.resident) this.#bound?.resident.dispose();
    this.#bound = { run, dataset, resident: next };
    return dataset;
  }
}
