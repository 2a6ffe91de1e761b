/**
 * @file One pre-norm transformer block, its weights and its graph, under the names of any library.
 *
 *   x ← x + s γ₁ proj(attention(qkv(norm1(x)))),  x ← x + s γ₂ fc2(gelu(fc1(norm2(x))))
 *
 * γ is there with layer scale, s with drop path. Source: Dosovitskiy et al. 2021; timm's Block with qkv_bias.
 */

import type { GraphBuilder, Value } from '../graph/graph.ts';
import { attention } from '../ops/attention/attention.ts';
import { layerNorm } from '../ops/layer-norm/layer-norm.ts';
import { linear } from '../ops/linear/linear.ts';
import { residual } from '../ops/residual/residual.ts';
import type { Init, TensorSpec } from './tensor-spec.ts';

/** Looks weights up by name. */
export type WeightOf = (name: string) => Value;

/** How a library calls the parts of a block. */
export interface BlockNames {
  readonly norm1: string;
  readonly qkv: string;
  /** Queries, keys and values apart, in its files; one tensor here. */
  readonly parts?: readonly [string, string, string];
  readonly proj: string;
  readonly norm2: string;
  readonly fc1: string;
  readonly fc2: string;
}
type Linear = 'qkv' | 'proj' | 'fc1' | 'fc2';

export const TIMM_NAMES: BlockNames = {
  norm1: 'norm1',
  qkv: 'attn.qkv',
  proj: 'attn.proj',
  norm2: 'norm2',
  fc1: 'mlp.fc1',
  fc2: 'mlp.fc2',
};

/** @param attention what holds the projections: `attention.attention` in a ViT, `attention.self` in a Swin */
export const transformersNames = (attention: string): BlockNames => ({
  norm1: 'layernorm_before',
  qkv: `${attention}.qkv`,
  parts: [`${attention}.query`, `${attention}.key`, `${attention}.value`],
  proj: 'attention.output.dense',
  norm2: 'layernorm_after',
  fc1: 'intermediate.dense',
  fc2: 'output.dense',
});

/** How the weight of a linear layer starts; biases start at 0. */
export type LinearInit = (layer: Linear, fanIn: number, fanOut: number) => Init;

/** As MAE starts them. */
export const xavier: LinearInit = (_, fanIn, fanOut) => ({ kind: 'xavier', fanIn, fanOut });

/** A linear layer's weight and bias, which starts at 0. */
export function linearSpecs(
  name: string,
  fanIn: number,
  fanOut: number,
  init: Init = { kind: 'xavier', fanIn, fanOut },
): [TensorSpec, TensorSpec] {
  return [matrix(`${name}.weight`, [fanOut, fanIn], init), vector(`${name}.bias`, fanOut, { kind: 'zeros' })];
}

export const normSpecs = (name: string, width: number): TensorSpec[] => [
  vector(`${name}.weight`, width, { kind: 'ones' }),
  vector(`${name}.bias`, width, { kind: 'zeros' }),
];

const matrix = (name: string, shape: readonly [number, number], init: Init): TensorSpec => ({
  name,
  shape,
  torchShape: shape,
  init,
  layout: 'same',
  decay: true,
  trainable: true,
});
/** A bias, a gain: what has one dimension does not decay. */
export const vector = (name: string, size: number, init: Init): TensorSpec => ({
  name,
  shape: [size],
  torchShape: [size],
  init,
  layout: 'same',
  decay: false,
  trainable: true,
});

export interface BlockWeights {
  readonly width: number;
  readonly mlpWidth: number;
  readonly names: BlockNames;
  readonly init: LinearInit;
  /** What γ of both branches starts from; 0 = no layer scale. */
  readonly layerScale?: number;
}

export function blockSpecs(name: string, weights: BlockWeights): TensorSpec[] {
  const { width, mlpWidth, names, init, layerScale = 0 } = weights;
  const dense = (layer: Linear, fanIn: number, fanOut: number): TensorSpec[] =>
    linearSpecs(`${name}.${names[layer]}`, fanIn, fanOut, init(layer, fanIn, fanOut));
  const qkv = dense('qkv', width, 3 * width).map((spec) => ({
    ...spec,
    ...(names.parts && {
      parts: names.parts.map((part) => spec.name.replace(`.${names.qkv}.`, `.${part}.`)),
    }),
  }));
  const gain = (branch: string): TensorSpec[] =>
    layerScale === 0 ? [] : [vector(`${name}.${branch}`, width, { kind: 'constant', value: layerScale })];
  return [
    ...normSpecs(`${name}.${names.norm1}`, width),
    ...qkv,
    ...dense('proj', width, width),
    ...gain('gamma_1'),
    ...normSpecs(`${name}.${names.norm2}`, width),
    ...dense('fc1', width, mlpWidth),
    ...dense('fc2', mlpWidth, width),
    ...gain('gamma_2'),
  ];
}

export interface BlockOptions {
  readonly names: BlockNames;
  readonly epsilon: number;
  /** Mixes tokens: [R, 3 D] → [R, D]. */
  readonly attend: (qkv: Value) => Value;
  /** With layer scale or drop path; left out, both branches are added as they are. */
  readonly branches?: Branches;
  /** Rows that go on once tokens are mixed: [R, D] → [R', D]. */
  readonly keep?: (mixed: Value) => Value;
}
export interface Branches {
  /** The weights `gamma_1` and `gamma_2` are there. */
  readonly layerScale: boolean;
  /** The input of drop path [branches, B] and the row of this block's first branch; null where nothing is dropped. */
  readonly keeps: { readonly value: Value; readonly first: number } | null;
  readonly batch: number;
}

/** Attention over all `tokens` of each image. */
export const attendAll =
  (graph: GraphBuilder, sizes: { readonly batch: number; readonly tokens: number; readonly heads: number }) =>
  (qkv: Value): Value =>
    graph.add(attention, [qkv], { ...sizes })[0]!;

/** x [R, D] → [R, D], or the rows that `keep` keeps */
export function block(
  graph: GraphBuilder,
  w: WeightOf,
  name: string,
  x: Value,
  options: BlockOptions,
): Value {
  const { names, epsilon, attend, branches, keep = (mixed) => mixed } = options;
  const plain = { activation: 'none' };
  const dense = (layer: Linear, input: Value, residual: Value | null, activation = plain): Value =>
    graph.add(
      linear,
      [input, w(`${name}.${names[layer]}.weight`), w(`${name}.${names[layer]}.bias`), residual],
      activation,
    )[0]!;

  /** x + what the layer makes of its input. */
  const joined = (layer: Linear, input: Value, to: Value, branch: 0 | 1): Value => {
    if (branches === undefined) return dense(layer, input, to);
    const { layerScale, keeps, batch } = branches;
    const gain = layerScale ? w(`${name}.gamma_${branch + 1}`) : null;
    const attrs = { batch, branch: (keeps?.first ?? 0) + branch };
    return graph.add(residual, [to, dense(layer, input, null), gain, keeps?.value ?? null], attrs)[0]!;
  };

  const normed1 = norm(graph, w, `${name}.${names.norm1}`, x, epsilon); // [R, D]
  const qkv = dense('qkv', normed1, null); // [R, 3 D]
  const attended = keep(joined('proj', attend(qkv), x, 0)); // [R', D]
  const normed2 = norm(graph, w, `${name}.${names.norm2}`, attended, epsilon);
  const hidden = dense('fc1', normed2, null, { activation: 'gelu' }); // [R, mlpWidth]
  return joined('fc2', hidden, attended, 1);
}

export const norm = (graph: GraphBuilder, w: WeightOf, name: string, x: Value, epsilon: number): Value =>
  graph.add(layerNorm, [x, w(`${name}.weight`), w(`${name}.bias`)], { epsilon })[0]!;

/** A linear layer by the name of its weights. */
export const dense = (graph: GraphBuilder, w: WeightOf, name: string, x: Value, activation = 'none'): Value =>
  graph.add(linear, [x, w(`${name}.weight`), w(`${name}.bias`), null], { activation })[0]!;
