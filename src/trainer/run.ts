/** @file One model on an executor: its weights, its place in training, and its ready-made graphs. */

import type { RunConfig } from '../config/run-config.ts';
import type { Executor, Parameters, Resident, Session } from '../executors/executor.ts';
import type { Graph } from '../graph/graph.ts';
import { layOut, type ParameterLayout } from '../graph/parameters.ts';
import { sizeOf } from '../graph/graph.ts';
import { invariant } from '../lib/assert.ts';
import { MimError } from '../lib/errors.ts';
import { initialWeights } from '../model/init.ts';
import { maeGraph, type MaeGraphOptions } from '../model/mae.ts';
import { tokensOf, type MaeShape } from '../model/mae-shape.ts';
import { maeWeights } from '../model/mae-weights.ts';
import { countParameters, fromTorch, toTorch, type TensorSpec } from '../model/tensor-spec.ts';
import type { NamedTensor, RunInfo } from '../protocol/api.ts';
import { trainOptions } from './batches.ts';

/** Graphs kept ready; a stroke of the brush changes the number of visible patches and so asks for another. */
const READY_SESSIONS = 8;

export const shapeOfConfig = ({ data, model, head, target }: RunConfig): MaeShape => ({
  side: data.side,
  patch: model.patch,
  width: model.width,
  depth: model.depth,
  heads: model.heads,
  mlpWidth: Math.round(model.width * model.mlpRatio),
  decoderWidth: head.width,
  decoderDepth: head.depth,
  decoderHeads: head.heads,
  decoderMlpWidth: Math.round(head.width * head.mlpRatio),
  epsilon: model.epsilon,
  normPix: target.id === 'normalized-pixels',
});

export interface RunStart {
  readonly id: string;
  readonly config: RunConfig;
  readonly origin: RunInfo['origin'];
  readonly hasDecoder: boolean;
  readonly step: number;
  /** By PyTorch's names; what is missing is drawn from the config's seed. */
  readonly weights?: ReadonlyMap<string, { readonly data: ArrayLike<number> }>;
}

export class Run {
  readonly id: string;
  readonly origin: RunInfo['origin'];
  /** False for an encoder-only file until a decoder has been trained for it. */
  hasDecoder: boolean;
  readonly shape: MaeShape;
  readonly specs: readonly TensorSpec[];
  readonly layout: ParameterLayout;
  readonly parameters: Parameters;
  readonly executor: Executor;
  config: RunConfig;
  /** Updates made so far. */
  step: number;
  /** Bound by name to graphs that start from images. */
  residents: Readonly<Record<string, Resident>> = {};
  /** Called while pipelines compile. */
  onCompile: ((done: number, total: number) => void) | undefined;
  readonly #sessions = new Map<string, Promise<Session>>();

  constructor(executor: Executor, start: RunStart) {
    this.executor = executor;
    this.id = start.id;
    this.config = start.config;
    this.origin = start.origin;
    this.hasDecoder = start.hasDecoder;
    this.step = start.step;
    this.shape = shapeOfConfig(start.config);
    this.specs = maeWeights(this.shape);
    this.layout = layOut(this.specs);
    const weights = initialWeights(this.specs, start.config.seed);
    for (const spec of this.specs) {
      const given = start.weights?.get(spec.name);
      if (given !== undefined) weights.set(fromTorch(spec, given.data), this.layout.offsets.get(spec.name)!);
    }
    this.parameters = executor.createParameters(this.layout);
    this.parameters.write('weights', weights);
    this.writeMoments(null);
  }

  get info(): RunInfo {
    const { id, config, step, origin, hasDecoder } = this;
    const { bytes } = predict(this.executor, config, this.datasetCount);
    const parameters = countParameters(this.specs);
    return { id, config, parameters, tokens: tokensOf(this.shape), step, bytes, origin, hasDecoder };
  }

  /** Images of the data set that is bound, for prediction only. */
  datasetCount = 0;

  /** The graph with these sizes, planned and bound; made once and kept. */
  session(options: MaeGraphOptions): Promise<Session> {
    const key = JSON.stringify(options);
    const known = this.#sessions.get(key);
    if (known !== undefined) {
      this.#sessions.delete(key); // to the end of the line: the map's order is the order of last use
      this.#sessions.set(key, known);
      return known;
    }
    const opened = this.#open(maeGraph(this.shape, options));
    this.#sessions.set(key, opened);
    opened.catch(() => this.#sessions.delete(key));
    for (const [oldest, session] of this.#sessions) {
      if (this.#sessions.size <= READY_SESSIONS) break;
      this.#sessions.delete(oldest);
      void session.then((ended) => ended.dispose());
    }
    return opened;
  }

  async #open(graph: Graph): Promise<Session> {
    const { executor, parameters, residents } = this;
    const needed = executor.predictBytes(graph);
    if (needed > executor.limits.total) throw doesNotFit(needed, executor.limits.total);
    return executor.open(graph, parameters, residents, this.onCompile);
  }

  /** Drops graphs that start from images, because another data set is bound. */
  async setResidents(residents: Readonly<Record<string, Resident>>, count: number): Promise<void> {
    this.residents = residents;
    this.datasetCount = count;
    for (const [key, session] of this.#sessions) {
      if (!key.includes('"images"')) continue;
      this.#sessions.delete(key);
      (await session).dispose();
    }
  }

  writeMoments(moments: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] | null): void {
    const zeros = (): Float32Array<ArrayBuffer> => new Float32Array(this.layout.trainableSize);
    this.parameters.write('moment1', moments?.[0] ?? zeros());
    this.parameters.write('moment2', moments?.[1] ?? zeros());
  }

  /** Tensors of a flat buffer as PyTorch has them. */
  tensorsOf(flat: Float32Array, which: 'weights' | 'trainable'): Record<string, NamedTensor> {
    const specs = this.specs.filter((spec) => which === 'weights' || spec.trainable);
    return Object.fromEntries(
      specs.map((spec) => {
        const at = this.layout.offsets.get(spec.name);
        invariant(at !== undefined, `no place for ${spec.name}`);
        return [
          spec.name,
          { shape: spec.torchShape, data: toTorch(spec, flat.subarray(at, at + sizeOf(spec.shape))) },
        ];
      }),
    );
  }

  async dispose(): Promise<void> {
    for (const session of this.#sessions.values()) {
      await session.then(
        (open) => open.dispose(),
        () => undefined,
      );
    }
    this.#sessions.clear();
    this.parameters.dispose();
  }
}

/** @param smaller what would fit, if anything does */
export const doesNotFit = (needed: number, limit: number, smaller?: { readonly batch: number }): MimError =>
  new MimError('out-of-memory', 'this model needs {{needed}} MB and {{limit}} MB may be used here', {
    values: {
      needed: Math.ceil(needed / 2 ** 20),
      limit: Math.floor(limit / 2 ** 20),
      ...(smaller !== undefined && { batch: smaller.batch }),
    },
    hint: smaller === undefined ? 'Use a smaller width or depth.' : 'A batch of {{batch}} fits.',
  });

/** Bytes of weights, gradients, moments and one training step's buffers, and the graph it was read off. */
export function predict(
  executor: Executor,
  config: RunConfig,
  images: number,
): { readonly bytes: number; readonly graph: Graph; readonly parameters: number } {
  const shape = shapeOfConfig(config);
  const specs = maeWeights(shape);
  const layout = layOut(specs);
  const graph = maeGraph(shape, trainOptions(config, Math.max(1, images)));
  const flat = 4 * (layout.size + 3 * layout.trainableSize);
  return { bytes: flat + executor.predictBytes(graph), graph, parameters: countParameters(specs) };
}
