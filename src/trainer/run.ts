/** @file One model on an executor: its weights, its place in training, and its ready-made graphs. */

import { shapeOf } from '../config/model-shape.ts';
import type { RunConfig } from '../config/run-config.ts';
import type { Executor, Parameters, Resident, Session } from '../executors/executor.ts';
import { sizeOf, type Graph } from '../graph/graph.ts';
import { layOut, type ParameterLayout } from '../graph/parameters.ts';
import { invariant } from '../lib/assert.ts';
import { MimError } from '../lib/errors.ts';
import { initialWeights } from '../model/init.ts';
import { modelOf, type GraphOptions, type Model } from '../model/model.ts';
import { countParameters, tensorsOf, writeTensors, type TensorSpec } from '../model/tensor-spec.ts';
import type { NamedTensor, RunInfo } from '../protocol/api.ts';
import { trainOptions } from './batches.ts';
import { nextTask } from './mutex.ts';

/** Graphs kept ready; a stroke of the brush changes the number of visible patches and so asks for another. */
const READY_SESSIONS = 8;
/** What all but the last used may take together: each notch of batch or ratio leaves a training graph behind. */
const READY_BYTES = 256 * 2 ** 20;

interface Ready {
  readonly session: Session;
  readonly bytes: number;
}

/** Before the name of a weight: its moving average, in snapshots. */
export const AVERAGE_PREFIX = 'average/';

export interface RunStart {
  readonly id: string;
  readonly config: RunConfig;
  readonly origin: RunInfo['origin'];
  readonly hasDecoder: boolean;
  readonly step: number;
  /** Of an imported file, which may lie beyond what the form offers. */
  readonly fileRatio?: number;
  /** By PyTorch's names; what is missing is drawn from the config's seed. */
  readonly weights?: ReadonlyMap<string, { readonly data: ArrayLike<number> }>;
}

export class Run {
  readonly id: string;
  readonly origin: RunInfo['origin'];
  /** False for an encoder-only file until a decoder has been trained for it. */
  hasDecoder: boolean;
  readonly specs: readonly TensorSpec[];
  readonly layout: ParameterLayout;
  readonly parameters: Parameters;
  readonly executor: Executor;
  #config: RunConfig;
  #model: Model;
  readonly #fileRatio: { readonly mask: RunConfig['mask']; readonly ratio: number } | undefined;
  /** Updates made so far. */
  step: number;
  /** Of them, those made when the moments were last zero: an optimiser counts its own from there. */
  momentsSince = 0;
  /** Bound by name to graphs that start from images. */
  residents: Readonly<Record<string, Resident>> = {};
  /** Called while pipelines compile. */
  onCompile: ((done: number, total: number) => void) | undefined;
  /** The map's order is the order of last use. */
  readonly #sessions = new Map<string, Ready>();
  #isDisposed = false;
  /** The target's fixed tensors, for whoever shows or measures without the executor. */
  readonly #fixed = new Map<string, Float32Array>();

  constructor(executor: Executor, start: RunStart) {
    this.executor = executor;
    this.id = start.id;
    this.#config = start.config;
    this.#model = modelOf(shapeOf(start.config));
    this.origin = start.origin;
    this.hasDecoder = start.hasDecoder;
    this.step = start.step;
    this.#fileRatio =
      start.fileRatio === undefined ? undefined : { mask: start.config.mask, ratio: start.fileRatio };
    this.specs = this.#model.specs;
    this.layout = layOut(this.specs, { average: start.config.average > 0 });
    const weights = new Float32Array(this.layout.size);
    weights.set(initialWeights(this.specs, start.config.seed));
    writeTensors(this.specs, this.layout, (name) => start.weights?.get(name), weights);
    this.#startAverage(weights, start.weights);
    this.#keepFixed(weights);
    this.parameters = executor.createParameters(this.layout);
    this.parameters.write('weights', weights);
    this.writeMoments(null);
  }

  get config(): RunConfig {
    return this.#config;
  }

  /** Settings of another loss make other graphs; the weights are what they were. */
  set config(config: RunConfig) {
    // The memory of one optimiser means nothing to another.
    if (config.optimizer.id !== this.#config.optimizer.id) this.writeMoments(null);
    this.#config = config;
    this.#model = modelOf(shapeOf(config));
  }

  get model(): Model {
    return this.#model;
  }

  /** Another run has taken its place. */
  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** What MAE's rule keeps patches by: the imported file's ratio until the person chooses another mask. */
  get maskRatio(): number {
    const { mask } = this.config;
    if (this.#fileRatio?.mask === mask) return this.#fileRatio.ratio;
    return 'ratio' in mask ? mask.ratio : 0.75;
  }

  get info(): RunInfo {
    const { id, config, step, origin, hasDecoder } = this;
    const { bytes } = predict(this.executor, config, this.datasetCount);
    const parameters = countParameters(this.specs);
    return { id, config, parameters, tokens: this.model.tokens, step, bytes, origin, hasDecoder };
  }

  /** A fixed tensor of the target, such as the basis of its components. */
  tensor(name: string): ArrayLike<number> {
    const tensor = this.#fixed.get(name);
    invariant(tensor !== undefined, `the target has no tensor ${name}`);
    return tensor;
  }

  /** Puts other numbers into the target's fixed tensors; whoever asks is alone on the executor. */
  async setTensors(tensors: Readonly<Record<string, Float32Array<ArrayBuffer>>>): Promise<void> {
    const weights = await this.parameters.read('weights');
    for (const [name, data] of Object.entries(tensors)) weights.set(data, this.layout.offsets.get(name));
    this.#keepFixed(weights);
    this.parameters.write('weights', weights);
  }

  /** The weights that answer: the trained ones, or where the person asks for it their moving average. */
  async readWeights(): Promise<Float32Array<ArrayBuffer>> {
    const weights = await this.parameters.read('weights');
    const { average, trainableSize } = this.layout;
    if (this.#answersWithAverage) weights.copyWithin(0, average, average + trainableSize);
    return weights;
  }

  get #answersWithAverage(): boolean {
    return this.#config.useAverage && this.layout.average > 0;
  }

  /** The average begins as the weights do, unless a snapshot has it. */
  #startAverage(weights: Float32Array, given: RunStart['weights']): void {
    const { average, trainableSize } = this.layout;
    if (average === 0) return;
    const averages = weights.slice(0, trainableSize);
    const trained = this.specs.filter((spec) => spec.trainable);
    writeTensors(trained, this.layout, (name) => given?.get(AVERAGE_PREFIX + name), averages);
    weights.set(averages, average);
  }

  #keepFixed(weights: Float32Array): void {
    for (const { name, shape, trainable } of this.specs) {
      if (trainable || !name.startsWith('target.')) continue;
      const at = this.layout.offsets.get(name)!;
      this.#fixed.set(name, weights.slice(at, at + sizeOf(shape)));
    }
  }

  /** Images of the data set that is bound, for prediction only. */
  datasetCount = 0;

  /** Throws `bad-file` for an encoder-only file, until a decoder has been trained. */
  needDecoder(): void {
    if (this.hasDecoder) return;
    throw new MimError(
      'bad-file',
      'these weights have no decoder: similarity works, reconstruction does not',
      { hint: 'Train a decoder on your images, or open a file that has one.' },
    );
  }

  /**
   * The graph with these sizes, planned and bound; made once and kept. Whoever asks is alone on the executor.
   * @param reads what will be read of it, which takes memory too
   */
  async session(wanted: GraphOptions, reads: readonly string[] = ['loss']): Promise<Session> {
    invariant(!this.#isDisposed, 'a session of a run that has ended');
    const { model } = this;
    const answers = wanted.until === 'encode' || wanted.until === 'decode';
    const options: GraphOptions =
      answers && this.#answersWithAverage ? { ...wanted, weights: 'average' } : wanted;
    const key = JSON.stringify([options, model.shape.objective]);
    const known = this.#sessions.get(key);
    if (known !== undefined) {
      this.#sessions.delete(key);
      this.#sessions.set(key, known);
      return known.session;
    }
    const { executor, parameters, residents } = this;
    const graph = model.graph(options);
    const bytes = executor.predictBytes(graph, reads);
    await this.#makeRoom(bytes);
    const session = await executor.open(graph, parameters, residents, this.onCompile);
    this.#sessions.set(key, { session, bytes });
    return session;
  }

  /** Lets the graphs go that were not used for longest, until one of `needed` bytes fits. Throws `out-of-memory`. */
  async #makeRoom(needed: number): Promise<void> {
    const { total } = this.executor.limits;
    const room = total - flatBytes(this.layout) - needed;
    if (room < 0) throw doesNotFit(total - room, total);
    const sizes = [...this.#sessions.values()].map(({ bytes }) => bytes);
    const latest = sizes.at(-1) ?? 0;
    let held = sizes.reduce((sum, bytes) => sum + bytes, 0);
    const isTooMuch = (): boolean =>
      this.#sessions.size >= READY_SESSIONS || held > room || held - latest > READY_BYTES;
    if (isTooMuch()) await nextTask(); // what was queued on the oldest has reached the device then
    for (const [key, { bytes }] of this.#sessions) {
      if (!isTooMuch()) break;
      held -= bytes;
      this.#drop(key);
    }
  }

  #drop(key: string): void {
    this.#sessions.get(key)?.session.dispose();
    this.#sessions.delete(key);
  }

  /** Drops graphs that start from images, because another data set is bound. */
  setResidents(residents: Readonly<Record<string, Resident>>, count: number): void {
    this.residents = residents;
    this.datasetCount = count;
    for (const key of this.#sessions.keys()) if (key.includes('"images"')) this.#drop(key);
  }

  /** Null: zeros, from which the optimiser counts anew. */
  writeMoments(moments: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] | null): void {
    const zeros = (): Float32Array<ArrayBuffer> => new Float32Array(this.layout.trainableSize);
    if (moments === null) this.momentsSince = this.step;
    this.parameters.write('moment1', moments?.[0] ?? zeros());
    this.parameters.write('moment2', moments?.[1] ?? zeros());
  }

  /** Tensors of a flat buffer as PyTorch has them. */
  tensorsOf(flat: Float32Array, which: 'weights' | 'trainable'): Record<string, NamedTensor> {
    const specs = this.specs.filter((spec) => which === 'weights' || spec.trainable);
    return this.#named(specs, flat);
  }

  /** The moving averages of all that trains, as PyTorch has them; none where none are kept. */
  averagesOf(weights: Float32Array): Record<string, NamedTensor> {
    const { average } = this.layout;
    const trained = this.specs.filter((spec) => spec.trainable);
    return average === 0 ? {} : this.#named(trained, weights.subarray(average));
  }

  #named(specs: readonly TensorSpec[], flat: Float32Array): Record<string, NamedTensor> {
    const named = tensorsOf(specs, this.layout, flat);
    return Object.fromEntries(named.map(({ name, shape, data }) => [name, { shape, data }]));
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const key of this.#sessions.keys()) this.#drop(key);
    this.parameters.dispose();
  }
}

/** Of weights, gradients and both moments. */
const flatBytes = ({ size, trainableSize }: ParameterLayout): number => 4 * (size + 3 * trainableSize);

const SENTENCES = {
  total: 'this model needs {{needed}} MB and {{limit}} MB may be used here',
  buffer: 'a buffer of {{needed}} MB is needed and the GPU gives at most {{limit}} MB',
} as const;

/**
 * @param what of which there is too little: all memory, or what one buffer may have
 * @param hint what would fit; `{ batch }` where a smaller batch does
 */
export const doesNotFit = (
  needed: number,
  limit: number,
  hint: string | { readonly batch: number } = 'Use a smaller width or depth.',
  what: keyof typeof SENTENCES = 'total',
): MimError =>
  new MimError('out-of-memory', SENTENCES[what], {
    values: {
      needed: Math.ceil(needed / 2 ** 20),
      limit: Math.floor(limit / 2 ** 20),
      ...(typeof hint === 'object' && hint),
    },
    hint: typeof hint === 'string' ? hint : 'A batch of {{batch}} fits.',
  });

/** Bytes of weights, gradients, moments and one training step's buffers, and the graph it was read off. */
export function predict(
  executor: Executor,
  config: RunConfig,
  images: number,
): {
  readonly bytes: number;
  /** Of one buffer. */
  readonly largest: number;
  readonly graph: Graph;
  readonly parameters: number;
} {
  const model = modelOf(shapeOf(config));
  const { specs } = model;
  const layout = layOut(specs, { average: config.average > 0 });
  const graph = model.graph(trainOptions(model, config, Math.max(1, images)));
  return {
    bytes: flatBytes(layout) + executor.predictBytes(graph, ['loss']),
    largest: Math.max(4 * layout.size, executor.largestBuffer(graph)),
    graph,
    parameters: countParameters(specs),
  };
}
