/** @file Answers the page: one executor, one run at a time, the shipped model beside it. */

import { applyHot, completeConfig } from '../config/parse.ts';
import type { DeepPartial, HotSettings, RunConfig } from '../config/run-config.ts';
import type { Dataset } from '../data/dataset.ts';
import { flopsOf } from '../graph/differentiate.ts';
import { MimError, toWire } from '../lib/errors.ts';
import { OPS } from '../ops/index.ts';
import type { Answerer, Batch, EngineApi, EngineInfo, ImageRef, RunInfo, Snapshot } from '../protocol/api.ts';
import { checkMask, reconstruct, similarity } from './answers.ts';
import { Benchmarking } from './benchmark/benchmarking.ts';
import { chooseExecutor, deviceLost } from './device.ts';
import { keepingData, readWeights, writeWeights } from './exchange.ts';
import { Images } from './images.ts';
import { diverged } from './loop.ts';
import { measure } from './measure.ts';
import { Models } from './models.ts';
import { Mutex } from './mutex.ts';
import { Pulse } from './pulse.ts';
import { predict, type Run, type RunStart } from './run.ts';
import { forward, gradients, trainOn } from './script-calls.ts';
import { shippedStart } from './shipped.ts';
import { fromSnapshot, isFiniteState, readState, toSnapshot } from './snapshot.ts';
import { forgetSnapshot, lastSnapshot } from './snapshot-store.ts';
import { Training, type Emit } from './training.ts';

type Api<M extends keyof EngineApi> = EngineApi[M];
type Args<M extends keyof EngineApi> = Parameters<Api<M>>;

interface Started {
  readonly models: Models;
  readonly images: Images;
  readonly baseUrl: string;
  readonly info: EngineInfo;
}

export class Engine implements EngineApi {
  readonly #emit: Emit;
  readonly #lock = new Mutex();
  readonly #training: Training;
  readonly #benchmarking = new Benchmarking((done, total) =>
    this.#emit('progress', { task: 'benchmark', done, total }),
  );
  #started: Started | null = null;
  #isCompiling = false;
  readonly #pulse: Pulse;

  constructor(emit: Emit) {
    this.#emit = emit;
    this.#pulse = new Pulse(emit, () => this.#started?.models.current ?? null);
    this.#training = new Training(emit, this.#lock, {
      bind: (run) => this.#bind(run),
      seenBy: (image, run) => this.#need.images.seenBy(image, run.config.data),
      keep: () => this.#need.images.keep(),
    });
  }

  async start({ backend, baseUrl }: Args<'start'>[0]): Promise<EngineInfo> {
    const executor = await chooseExecutor(backend);
    executor.onError = (error) => this.#deviceFailed(error.message);
    void executor.lost.then((reason) => this.#deviceFailed(reason));
    const images = new Images(baseUrl, (done, total) =>
      this.#emit('progress', { task: 'data', done, total }),
    );
    const onCompile = (done: number, total: number): void => this.#compiling(done, total);
    const gigaflops = await measure(executor, onCompile);
    const info = {
      backend: executor.backend,
      adapter: executor.adapter,
      software: executor.software,
      gigaflops,
    };
    this.#started = { models: new Models(executor, images, baseUrl, onCompile), images, baseUrl, info };
    this.#emit('ready', info);
    this.#emit('status', 'idle');
    this.#pulse.start(executor, gigaflops);
    return info;
  }

  async open(config: DeepPartial<RunConfig>): Promise<RunInfo> {
    const complete = completeConfig(this.#keepingImages(config));
    return this.#replace({ config: complete, origin: 'fresh', hasDecoder: true, step: 0 });
  }

  async openShipped(keep?: Args<'openShipped'>[0]): Promise<RunInfo> {
    return this.#replace(keepingData(await shippedStart(this.#need.baseUrl), keep));
  }

  async configure(settings: Partial<HotSettings>): Promise<RunInfo> {
    return this.#alone(async (run) => {
      const config = applyHot(run.config, settings);
      this.#need.models.checkFits(config);
      run.config = config;
      this.#pulse.beat();
      return run.info;
    });
  }

  async train(steps: number | null): ReturnType<Api<'train'>> {
    this.#need.models.need();
    return this.#training.train(() => this.#run, steps);
  }

  async pause(): ReturnType<Api<'pause'>> {
    await this.#training.pause();
    return { step: this.#need.models.current?.step ?? 0 };
  }

  async predict(config: DeepPartial<RunConfig>): ReturnType<Api<'predict'>> {
    const { models, info } = this.#need;
    const { bytes, graph, parameters } = predict(models.executor, completeConfig(config), 1);
    const flops = flopsOf(graph, OPS);
    const secondsPerStep = flops / (info.gigaflops * 1e9);
    return { bytes, limit: models.executor.limits.total, parameters, flops, secondsPerStep };
  }

  async sourceInfo(source: ImageRef['source']): ReturnType<Api<'sourceInfo'>> {
    const { images, models } = this.#need;
    return images.info(models.viewConfig, source);
  }

  async picture(image: ImageRef, side: number): ReturnType<Api<'picture'>> {
    const { images, models } = this.#need;
    await images.seenBy(image, models.viewConfig.data);
    const [found] = await images.pictures(models.viewConfig, image.source, image.index, 1, side);
    return found!;
  }

  async thumbnails(...[source, first, count, side]: Args<'thumbnails'>): ReturnType<Api<'thumbnails'>> {
    const { images, models } = this.#need;
    return images.pictures(models.viewConfig, source, first, count, side);
  }

  async addImages(files: Args<'addImages'>[0]): ReturnType<Api<'addImages'>> {
    const report = (done: number, total: number): void =>
      this.#emit('progress', { task: 'images', done, total });
    return this.#need.images.add(files, report);
  }

  async removeImages(ids: readonly number[]): ReturnType<Api<'removeImages'>> {
    this.#need.images.own.remove(ids);
    return this.sourceInfo('own');
  }

  async restoreImages(ids: readonly number[]): ReturnType<Api<'restoreImages'>> {
    this.#need.images.own.restore(ids);
    return this.sourceInfo('own');
  }

  async setImages(...[pixels, side, labels]: Args<'setImages'>): ReturnType<Api<'setImages'>> {
    const { images, models } = this.#need;
    const own = models.current?.model.shape.side ?? side;
    if (own !== side) {
      throw new MimError('bad-config', 'images of side {{given}} do not fit the run, which has {{side}}', {
        values: { given: side, side: own },
        hint: 'Resize the images, or open a run of that side first.',
      });
    }
    const { count } = images.own.setPixels(pixels, side, labels);
    images.areFromScript = true;
    await this.#training.pause();
    const run = models.current;
    if (run !== null) run.config = { ...run.config, data: { ...run.config.data, source: 'own' } };
    return { count };
  }

  async setProbe(image: ImageRef, mask: Uint8Array): Promise<void> {
    checkMask(mask, this.#run);
    this.#training.film.probe = { image, mask: mask.slice() };
  }

  async reconstruct(request: Args<'reconstruct'>[0]): ReturnType<Api<'reconstruct'>> {
    const { image, mask, by, trueStatistics } = request;
    return this.#answer(by, image, (run, dataset) =>
      reconstruct(run, dataset, image.index, mask, trueStatistics),
    );
  }

  async similarity(request: Args<'similarity'>[0]): ReturnType<Api<'similarity'>> {
    const { image, by } = request;
    return this.#answer(by, image, (run, dataset) =>
      similarity(run, dataset, { ...request, image: image.index }),
    );
  }

  async frame(step: number): ReturnType<Api<'frame'>> {
    return this.#training.film.frame(step);
  }

  async forward(batch: Args<'forward'>[0]): ReturnType<Api<'forward'>> {
    return this.#scripted([batch], (run) => forward(run, batch));
  }

  async trainOn(...[batches, options]: Args<'trainOn'>): ReturnType<Api<'trainOn'>> {
    if (this.#training.isRunning) {
      throw new MimError('busy', 'training is under way', { hint: 'Pause it first.' });
    }
    return this.#scripted(batches, (run) => trainOn(run, batches, options));
  }

  async gradients(batch: Args<'gradients'>[0]): ReturnType<Api<'gradients'>> {
    return this.#scripted([batch], (run) => gradients(run, batch));
  }

  async weights(): ReturnType<Api<'weights'>> {
    return this.#alone(async (run) => run.tensorsOf(await run.readWeights(), 'weights'));
  }

  async importWeights(
    ...[bytes, config, preprocessor, keep]: Args<'importWeights'>
  ): ReturnType<Api<'importWeights'>> {
    const { start, report } = readWeights(bytes, config, preprocessor);
    await this.#replace(keepingData(start, keep));
    return report;
  }

  async exportWeights(format: Args<'exportWeights'>[0]): ReturnType<Api<'exportWeights'>> {
    return this.#alone((run) => writeWeights(run, format));
  }

  async rememberPage(page: string): Promise<void> {
    await this.#training.rememberPage(page, this.#started?.models.current ?? null);
  }

  async storedRun(): ReturnType<Api<'storedRun'>> {
    const stored = await lastSnapshot();
    if (stored === null) return null;
    const { name, step, savedAt, config, page } = stored;
    return { name, step, savedAt, config, page };
  }

  async restoreStoredImages(): ReturnType<Api<'restoreStoredImages'>> {
    return this.#need.images.restoreKept();
  }

  async resumeStored(): Promise<RunInfo> {
    const stored = await lastSnapshot();
    if (stored === null) {
      throw new MimError('storage', 'the browser no longer has the stored run', {
        hint: 'Start a fresh one.',
      });
    }
    return this.restore(stored);
  }

  async forgetStored(): Promise<void> {
    await forgetSnapshot();
  }

  async benchmark(request: Args<'benchmark'>[0]): ReturnType<Api<'benchmark'>> {
    return this.#benchmarking.run(request, (task) => this.#training.whilePaused(task));
  }

  async cancel(task: Args<'cancel'>[0]): Promise<void> {
    if (task === 'images') this.#need.images.cancel();
    else this.#benchmarking.stop();
  }

  async snapshot(): Promise<Snapshot> {
    return this.#alone(async (run) => {
      const state = await readState(run);
      if (!isFiniteState(state)) throw diverged(state.step, run.config.optimizer.learningRate);
      return toSnapshot(run, state, run.id);
    });
  }

  async restore(snapshot: Snapshot): Promise<RunInfo> {
    const { models } = this.#need;
    const config = completeConfig(snapshot.config);
    models.checkFits(config);
    return this.#training.whilePaused(async () => {
      const run = fromSnapshot(models.executor, models.freshId(), { ...snapshot, config });
      this.#training.forget();
      const info = models.adopt(run);
      this.#pulse.beat();
      return info;
    });
  }

  get #need(): Started {
    if (this.#started === null) {
      throw new MimError('busy', 'the engine has not started yet', { hint: 'Wait until it is ready.' });
    }
    return this.#started;
  }

  get #run(): Run {
    return this.#need.models.need();
  }

  /** Everything is checked before the old run stops. */
  async #replace(start: Omit<RunStart, 'id'>): Promise<RunInfo> {
    const { models } = this.#need;
    models.checkFits(start.config);
    return this.#training.whilePaused(async () => {
      const info = models.replace(start);
      this.#training.forget();
      this.#pulse.beat();
      return info;
    });
  }

  /** Runs `task` on the run with nothing else on the executor. Whoever has waited gets the run that is there then. */
  #alone<T>(task: (run: Run) => Promise<T>): Promise<T> {
    this.#need.models.need();
    return this.#lock.run(() => task(this.#run));
  }

  /** The same for steps on a script's own batches. */
  #scripted<T>(batches: readonly Batch[], task: (run: Run) => Promise<T>): Promise<T> {
    return this.#alone((run) => this.#pulse.during(batches, () => task(run)));
  }

  /** The same for a question about a picture, to which the shipped model may answer. */
  async #answer<T>(
    by: Answerer,
    image: ImageRef,
    task: (run: Run, dataset: Dataset) => Promise<T>,
  ): Promise<T> {
    const run = await this.#need.models.answerer(by);
    const dataset = await this.#need.images.seenBy(image, run.config.data);
    const answer = await this.#lock.run(async () =>
      run.isDisposed ? null : ([await task(run, dataset)] as const),
    );
    return answer === null ? this.#answer(by, image, task) : answer[0];
  }

  async #bind(run: Run): Promise<Dataset> {
    const { models, images } = this.#need;
    const dataset = await images.dataset(run.config.data);
    await this.#lock.run(async () => models.bindData(run, dataset));
    return dataset;
  }

  /** A script's images stay the training images until a source is named. */
  #keepingImages(config: DeepPartial<RunConfig>): DeepPartial<RunConfig> {
    if (!this.#need.images.areFromScript || config.data?.source !== undefined) return config;
    return { ...config, data: { ...config.data, source: 'own' } };
  }

  #compiling(done: number, total: number): void {
    this.#emit('progress', { task: 'compile', done, total });
    if (done < total && !this.#isCompiling) this.#emit('status', 'compiling');
    if (done === total && this.#isCompiling) {
      this.#emit('status', this.#training.isRunning ? 'running' : 'idle');
    }
    this.#isCompiling = done < total;
  }

  #deviceFailed(reason: string): void {
    this.#emit('failed', toWire(deviceLost(reason)));
  }
}
