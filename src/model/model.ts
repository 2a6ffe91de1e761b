/** @file A model to everybody outside: its weights, its graphs, and what the host writes into them. */

import { differentiate } from '../graph/differentiate.ts';
import { GraphBuilder, type Graph, type Value } from '../graph/graph.ts';
import { averageOf, layOut } from '../graph/parameters.ts';
import { invariant } from '../lib/assert.ts';
import { add } from '../ops/add/add.ts';
import { OPS } from '../ops/index.ts';
import { JITTER_SIZE, jitterColors } from '../ops/jitter-colors/jitter-colors.ts';
import { CROP_SIZE, samplePatches } from '../ops/sample-patches/sample-patches.ts';
import type { Build, HostInputs } from './build.ts';
import type { Encoder, FeatureRows, Site } from './encoder.ts';
import { encoderOf } from './encoders.ts';
import { headOf } from './heads/index.ts';
import type { HeadPlan } from './heads/head.ts';
import { hiddenInputs, hiddenRows } from './hidden-rows.ts';
import type { Kept } from './kept.ts';
import { lossWeights, type LossOn } from './loss-weights.ts';
import { encodeTarget } from './encode-target.ts';
import { addObjective, columnsOf, objectiveSpecs, termInputs } from './objective.ts';
import { gridOf, paddedLength, patchLength, tokensOf, type ModelShape } from './shape.ts';
import { targetOf } from '../mim/targets/index.ts';
import type { Decoded, Shown } from '../mim/targets/target.ts';
import type { TensorSpec } from './tensor-spec.ts';
import { addUpdate, type UpdateOptions } from './update.ts';

export interface GraphOptions extends UpdateOptions {
  /** B */
  readonly batch: number;
  /** Patches of each image that the encoder works on: {@link Model.seen} of those that are visible. */
  readonly visible: number;
  /**
   * `images`: patches are cut out of the resident data set `images` by the input `crops` [B, 8]; otherwise they are
   * the input `patches` [B N, P], normalised.
   */
  readonly from: { readonly images: ImageSource } | 'patches';
  /** How far to go: the encoder; also head and losses; also gradients; also the update. */
  readonly until: 'encode' | 'decode' | 'gradients' | 'update';
  /** Of the encoder, head and losses: the weights themselves, or their moving average, which the layout must have. */
  readonly weights?: 'average';
  /** Drop path acts, where the model has it: input `keeps` [branches, B]. */
  readonly regularize?: boolean;
  /**
   * `hidden`: what nobody reads of visible patches is not computed, for a loss on hidden ones where the model
   * {@link Model.canSkip}. Of the named values only `loss` is there then; inputs as {@link Model.hiddenInputs} says.
   */
  readonly rows?: 'hidden';
}
export interface ImageSource {
  readonly count: number;
  readonly side: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Colours are changed by the input `jitter` [B, 4]; see ops/jitter-colors. */
  readonly jitter: boolean;
}

export interface Model {
  readonly shape: ModelShape;
  /** Every weight, encoder first. */
  readonly specs: readonly TensorSpec[];
  /** N, patches that are embedded; one row of `prediction`, of `errors` and of every mask for each. */
  readonly tokens: number;
  /** Rows of a class token before each image's in `prediction`. */
  readonly prefix: number;
  /** Numbers that are predicted per patch; `prediction` has `paddedColumns` of them. */
  readonly columns: number;
  readonly paddedColumns: number;
  /** The side of the RGB pixels that those numbers are, (row, column, channel); null where they are no pixels. */
  readonly pixelSide: number | null;
  /** All images of a batch must keep the same number of patches, at least one. */
  readonly sharesCount: boolean;
  /** Layers of features after the embedding, which is layer 0. */
  readonly layers: number;
  /** Rate of drop path of each residual branch. */
  readonly dropRates: readonly number[];
  /** Names of the scalars that a graph with losses has: `loss`, and `loss.<id>` of each further term. */
  readonly losses: readonly string[];
  readonly site: Site;
  /** How many patches of an image the encoder works on when `visible` are visible: what {@link GraphOptions} wants. */
  seen(visible: number): number;
  /**
   * Inputs: crops or patches; those of {@link Model.inputs}; hyper for an update.
   * Named values: `features.0` … `features.(layers - 1)`, `latent`, `patches`; see `objective.ts` for the others.
   */
  graph(options: GraphOptions): Graph;
  /** Everything that depends on the masks of a batch, loss weights included. */
  inputs(kept: readonly Kept[], on: LossOn): HostInputs;
  /** Whether rows of visible patches may be left out with `visible` patches of each image visible. */
  canSkip(visible: number): boolean;
  /** The same for a graph in which only rows of hidden patches go on. */
  hiddenInputs(kept: readonly Kept[]): HostInputs;
  /** Where the graph has the features of one image's patches. */
  features(layer: number, kept: Kept): FeatureRows;
  /**
   * The targets of patches [B N, P] without an executor: [B N, numbers that are compared, padded].
   * @param tensor a fixed tensor of the model by its name
   */
  encode(patches: Float32Array, tensor: Shown['tensor']): Float32Array<ArrayBuffer>;
  /** One image's prediction [N, C] as pixels; see `mim/targets/target.ts`. */
  decode(
    predicted: Float32Array<ArrayBuffer>,
    shown: Pick<Shown, 'truth' | 'tensor' | 'trueStatistics'>,
  ): Decoded;
}

export function modelOf(shape: ModelShape): Model {
  const encoder = encoderOf(shape);
  const site = encoder.site(shape);
  const { objective } = shape;
  const { errors, ...output } = columnsOf(objective, shape);
  const plan: HeadPlan = { site, image: shape, epsilon: shape.epsilon, ...output };
  const head = headOf(shape.head);
  const tokens = tokensOf(shape);
  const specs = [
    ...encoder.specs(shape),
    ...head.specs(shape.head, plan),
    ...objectiveSpecs(objective, site, shape),
  ];
  const normalization =
    encoder.normalization === 'mae'
      ? { kind: encoder.normalization }
      : { kind: encoder.normalization, patch: shape.patch };
  const lossWeightsOf = (kept: readonly Kept[], on: LossOn): Float32Array<ArrayBuffer> =>
    lossWeights(kept, tokens, errors, on, normalization);
  const inputs = (kept: readonly Kept[], on: LossOn): HostInputs => ({
    ...encoder.inputs(shape, kept),
    ...head.inputs?.(shape.head, plan, kept),
    ...termInputs(objective, site, shape, kept),
    lossWeight: lossWeightsOf(kept, on),
  });
  return {
    shape,
    specs,
    tokens,
    site,
    prefix: site.prefix,
    columns: output.columns,
    paddedColumns: output.paddedColumns,
    pixelSide: output.pixelSide,
    sharesCount: encoder.sharesCount(shape),
    layers: encoder.layers(shape),
    dropRates: encoder.dropRates(shape),
    losses: ['loss', ...objective.terms.map(({ id }) => `loss.${id}`)],
    seen: (visible) => (site.sees === 'visible' ? visible : tokens),
    graph: (options) => graphOf({ shape, specs, encoder, plan }, options),
    inputs,
    canSkip: (visible) =>
      visible < tokens &&
      site.sees === 'visible' &&
      shape.head.kind === 'decoder' &&
      shape.head.depth > 0 &&
      objective.terms.length === 0 &&
      objective.loss.id !== 'cross-entropy',
    hiddenInputs: (kept) => ({
      ...inputs(kept, 'hidden'),
      ...hiddenInputs(kept, { prefix: site.prefix, tokens }, lossWeightsOf(kept, 'hidden')),
    }),
    features: (layer, kept) => encoder.features(shape, layer, kept),
    encode: (patches, tensor) => encodeTarget(patches, shape, objective, tensor),
    decode: (predicted, shown) =>
      targetOf(objective.target.id).decode(predicted, {
        ...shown,
        grid: gridOf(shape),
        patch: shape.patch,
        settings: objective.target,
      }),
  };
}

interface Parts {
  readonly shape: ModelShape;
  readonly specs: readonly TensorSpec[];
  readonly encoder: Encoder<ModelShape>;
  readonly plan: HeadPlan;
}

function graphOf({ shape, specs, encoder, plan }: Parts, options: GraphOptions): Graph {
  const { batch, visible, until } = options;
  const graph = new GraphBuilder();
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const w = (name: string): Value => {
    const own = byName.get(name);
    invariant(own !== undefined, `no weight ${name}`);
    const isAveraged = options.weights === 'average' && own.trainable;
    return graph.weight(isAveraged ? averageOf(name) : name, own.shape);
  };
  const isRegularized = options.regularize === true && encoder.dropRates(shape).length > 0;
  const { prefix } = plan.site;
  const hidden =
    options.rows === 'hidden' ? hiddenRows(graph, { batch, prefix, tokens: tokensOf(shape), visible }) : null;
  const build: Build = { graph, w, batch, visible, isRegularized, hidden };

  const patches = patchesOf(graph, shape, options); // [B N, P]
  const latent = encoder.encode(build, shape, patches);
  if (until === 'encode') return graph.finish();

  const rows = headOf(shape.head).predict(build, shape.head, plan, latent); // [B (prefix + cells), span² C]
  const { site, paddedColumns } = plan;
  const prediction = encoder.cut?.(build, shape, rows, paddedColumns) ?? rows; // [B (prefix + N), C]
  invariant(prediction.shape[1] === paddedColumns, 'one row of predictions per patch');
  const roots = addObjective(build, shape.objective, { image: shape, site, patches, prediction, latent });
  if (until === 'decode') return graph.finish();

  const trainable = specs.filter((spec) => spec.trainable).map((spec) => w(spec.name));
  differentiate(graph, roots, trainable, OPS, add);
  if (until === 'update') addUpdate(graph, options, layOut(specs, { average: options.average === true }));
  return graph.finish();
}

function patchesOf(graph: GraphBuilder, shape: ModelShape, { batch, from }: GraphOptions): Value {
  const { side, patch } = shape;
  const columns = paddedLength(shape);
  if (from === 'patches') return graph.input('patches', [batch * tokensOf(shape), columns]);
  const { count, side: stored, mean, deviation, jitter } = from.images;
  const images = graph.resident('images', [count, stored, stored, 3], 'u8');
  const crops = graph.input('crops', [batch, CROP_SIZE]);
  const attrs = { side, patch, columns, mean, deviation };
  const sampled = graph.add(samplePatches, [images, crops], attrs)[0]!;
  if (!jitter) return graph.name('patches', sampled);
  const factors = graph.input('jitter', [batch, JITTER_SIZE]);
  const colors = { batch, columns: patchLength(shape), mean, deviation };
  return graph.name('patches', graph.add(jitterColors, [sampled, factors], colors)[0]!);
}
