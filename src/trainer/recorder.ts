/** @file The recorder: computes every metric on a fixed probe set, at geometric steps and when asked. */

import { invariant } from '../lib/assert.ts';
import { defaultsOf } from '../lib/params.ts';
import type { Grid } from '../mim/grid.ts';
import { METRIC_IDS, METRICS, type MetricId } from '../mim/metrics/index.ts';
import { has, type Metric, type Probe, probeOf, type Relations } from '../mim/metrics/metric.ts';
import type {
  ConvergencePoint,
  LayerRecord,
  MetricRecord,
  MetricValues,
  StackId,
  StackRecord,
} from '../mim/metrics/record.ts';
import { type StoredRelation, storedDivergence, storeRelation } from '../mim/metrics/relation-history.ts';
import { patchAttention } from '../mim/relations/attention.ts';

/** One layer's tokens for all probe images, as a graph hands them out. */
export interface LayerTokens {
  readonly stack: StackId;
  /** 0 before the first block, k after the k-th. */
  readonly layer: number;
  /** Class tokens before the patches. */
  readonly prefix: number;
  /** Patches per image that this layer sees. */
  readonly n: number;
  readonly width: number;
  /** [images, prefix + n, width]. */
  readonly features: Float32Array;
  readonly heads: number;
  /**
   * Of the block that ends here, [images, heads, prefix + n, prefix + n], after the softmax; missing for layer 0. The graph
   * keeps queries and keys only: relations/attention-from-qkv.ts makes the weights.
   */
  readonly attention?: Float32Array | undefined;
  /** The patch of the grid that each row is, [images, n]. */
  readonly positions: Uint32Array;
  /** 1 where a row is a mask token, [images, n]; of decoders, and of encoders that see mask tokens. */
  readonly hidden?: Uint8Array | undefined;
}

export interface ProbeSet {
  readonly images: number;
  readonly grid: Grid;
  readonly patchPx: number;
  /** Texture of every patch of every image, [images, N], -1 where a patch has several; of `patterns` only. */
  readonly labels?: Int32Array | undefined;
}

type Settings = Readonly<Record<string, number | string | boolean>>;

export interface RecorderOptions {
  readonly metrics?: readonly MetricId[];
  /** Where they differ from the defaults. */
  readonly settings?: Readonly<Partial<Record<MetricId, Settings>>>;
  /**
   * Images whose relations are kept to be compared with later ones. With 14 layers of 256 patches four of them take 29 MB,
   * and 3.7 MB more for each record; a sixteenth of that with 64 patches.
   */
  readonly keptImages?: number;
}

const KEPT_IMAGES = 4;

/** Relations of one record, by layer and image. */
interface Kept {
  readonly step: number;
  readonly relations: ReadonlyMap<string, StoredRelation>;
}

export class Recorder {
  readonly #set: ProbeSet;
  readonly #metrics: readonly MetricId[];
  readonly #settings: Readonly<Partial<Record<MetricId, Settings>>>;
  readonly #keptImages: number;
  /** Of the last record, by layer and image. */
  #previous: ReadonlyMap<string, Relations> = new Map();
  #kept: readonly Kept[] = [];
  #next = 0;

  constructor(set: ProbeSet, options: RecorderOptions = {}) {
    this.#set = set;
    this.#metrics = options.metrics ?? METRIC_IDS;
    this.#settings = options.settings ?? {};
    this.#keptImages = Math.min(options.keptImages ?? KEPT_IMAGES, set.images);
  }

  /** True at step 0 and from each of 1, 2, 4, 8 … on until a record is made. */
  isDue(step: number): boolean {
    return step >= this.#next;
  }

  /** All at once; see {@link measure}. */
  record(step: number, layers: readonly LayerTokens[]): MetricRecord {
    const work = this.measure(step, layers);
    for (;;) {
      const { done, value } = work.next();
      if (done === true) return value;
    }
  }

  /**
   * The metrics of these layers, which stand in the order of their stacks. Pauses after every image of every layer, some
   * 3 ms for 64 patches and 50 ms for 256, so that training steps fit in between; the arrays must stay as they are until
   * the end. Nothing is remembered of work that is not carried to its end.
   */
  *measure(step: number, layers: readonly LayerTokens[]): Generator<undefined, MetricRecord, undefined> {
    for (const layer of layers) this.#check(layer);
    const sums = new Map<string, MeanValues>();
    const relations = new Map<string, Relations>();
    const kept = new Map<string, StoredRelation>();
    for (let image = 0; image < this.#set.images; image++) {
      const probes = new Map<StackId, Probe[]>();
      for (const layer of layers) {
        const key = keyOf(layer);
        const probe = this.#probe(layer, image);
        const mean = sums.get(key) ?? new MeanValues();
        sums.set(key, mean);
        for (const id of this.#metrics) {
          const metric: Metric = METRICS[id];
          if (metric.scope === 'layer' && has(probe, metric.needs))
            mean.add(id, metric.measure(probe, this.#valuesOf(id)));
        }
        if (image < this.#keptImages) {
          relations.set(`${key}/${image}`, relationsOf(probe));
          kept.set(`${key}/${image}`, storeRelation(probe.similarity, probe.n));
        }
        if (layer.attention !== undefined)
          probes.set(layer.stack, [...(probes.get(layer.stack) ?? []), probe]);
        yield;
      }
      for (const [stack, list] of probes) this.#measureStack(stack, list, sums);
    }
    this.#previous = relations;
    this.#kept = [...this.#kept, { step, relations: kept }];
    while (this.#next <= step) this.#next = Math.max(1, this.#next * 2);
    return recordOf(step, this.#set.images, layers, sums);
  }

  /** Each record's similarities against the last record's: nothing before there are two. */
  convergence(tau: number): readonly ConvergencePoint[] {
    const last = this.#kept.at(-1);
    if (last === undefined || this.#kept.length < 2) return [];
    return this.#kept.flatMap(({ step, relations }) => {
      const sums = new Map<string, { sum: number; count: number }>();
      for (const [key, relation] of relations) {
        const to = last.relations.get(key);
        const nats = to === undefined ? null : storedDivergence(relation, to, tau);
        if (nats === null) continue;
        const layer = key.slice(0, key.lastIndexOf('/'));
        const entry = sums.get(layer) ?? { sum: 0, count: 0 };
        sums.set(layer, { sum: entry.sum + nats, count: entry.count + 1 });
      }
      return Array.from(sums, ([key, { sum, count }]) => ({ step, ...layerOf(key), nats: sum / count }));
    });
  }

  #measureStack(stack: StackId, probes: readonly Probe[], sums: Map<string, MeanValues>): void {
    const mean = sums.get(stack) ?? new MeanValues();
    sums.set(stack, mean);
    for (const id of this.#metrics) {
      const metric: Metric = METRICS[id];
      if (metric.scope === 'stack' && probes.every((probe) => has(probe, metric.needs)))
        mean.add(id, metric.measure(probes, this.#valuesOf(id)));
    }
  }

  #valuesOf(id: MetricId): Settings {
    const metric: Metric = METRICS[id];
    return { ...defaultsOf(metric.params), ...this.#settings[id] };
  }

  #probe(layer: LayerTokens, image: number): Probe {
    const { prefix, n, width, heads } = layer;
    const { grid, patchPx, labels } = this.#set;
    const all = prefix + n;
    const positions = layer.positions.subarray(image * n, (image + 1) * n);
    const patches = grid.rows * grid.cols;
    const block = heads * all * all;
    const attention = layer.attention?.subarray(image * block, (image + 1) * block);
    return probeOf({
      n,
      grid,
      patchPx,
      positions,
      width,
      features: layer.features.subarray((image * all + prefix) * width, (image + 1) * all * width),
      heads,
      attention: attention && patchAttention(attention, heads, n, prefix),
      hidden: layer.hidden?.subarray(image * n, (image + 1) * n),
      labels: labels && Int32Array.from(positions, (patch) => labels[image * patches + patch]!),
      previous: this.#previous.get(`${keyOf(layer)}/${image}`),
    });
  }

  #check({
    stack,
    layer,
    prefix,
    n,
    width,
    heads,
    features,
    attention,
    positions,
    hidden,
  }: LayerTokens): void {
    const { images } = this.#set;
    const all = prefix + n;
    const fits =
      features.length === images * all * width &&
      (attention === undefined || attention.length === images * heads * all * all) &&
      positions.length === images * n &&
      (hidden === undefined || hidden.length === images * n);
    invariant(fits, `the arrays of layer ${layer} of the ${stack} are not those of ${images} × ${n} patches`);
  }
}

/** Sums of the numbers of each metric; images without a value, or with other numbers of them, do not count. */
class MeanValues {
  readonly #sums = new Map<MetricId, { readonly sum: readonly number[]; readonly count: number }>();

  add(id: MetricId, numbers: readonly number[]): void {
    if (numbers.length === 0 || !numbers.every(Number.isFinite)) return;
    const before = this.#sums.get(id) ?? { sum: numbers.map(() => 0), count: 0 };
    if (before.sum.length !== numbers.length) return;
    this.#sums.set(id, { sum: before.sum.map((sum, k) => sum + numbers[k]!), count: before.count + 1 });
  }

  get values(): MetricValues {
    return Object.fromEntries(
      Array.from(this.#sums, ([id, { sum, count }]) => [id, sum.map((value) => value / count)]),
    );
  }
}

const keyOf = ({ stack, layer }: Pick<LayerTokens, 'stack' | 'layer'>): string => `${stack}:${layer}`;

function layerOf(key: string): { readonly stack: StackId; readonly layer: number } {
  const [stack, layer] = key.split(':');
  return { stack: stack as StackId, layer: Number(layer) };
}

/** Copies, as the probe's own may be views of arrays that are written over. */
const relationsOf = (probe: Probe): Relations => ({
  similarity: probe.similarity,
  attention: probe.attention === undefined ? undefined : probe.meanAttention,
});

function recordOf(
  step: number,
  images: number,
  layers: readonly LayerTokens[],
  sums: ReadonlyMap<string, MeanValues>,
): MetricRecord {
  const layerRecords: LayerRecord[] = layers.map(({ stack, layer }) => ({
    stack,
    layer,
    values: sums.get(keyOf({ stack, layer }))?.values ?? {},
  }));
  const stackRecords: StackRecord[] = [...new Set(layers.map(({ stack }) => stack))].map((stack) => ({
    stack,
    values: sums.get(stack)?.values ?? {},
  }));
  return { step, images, layers: layerRecords, stacks: stackRecords };
}
