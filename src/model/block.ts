/**
 * @file One pre-norm transformer block, its weights and its graph.
 *
 *   x ← x + proj(attention(qkv(norm1(x)))),  x ← x + fc2(gelu(fc1(norm2(x))))
 *
 * Source: Dosovitskiy et al. 2021; timm's Block with qkv_bias, without drop path and layer scale.
 */

import type { GraphBuilder, Value } from '../graph/graph.ts';
import { attention } from '../ops/attention/attention.ts';
import { layerNorm } from '../ops/layer-norm/layer-norm.ts';
import { linear } from '../ops/linear/linear.ts';
import type { TensorSpec } from './tensor-spec.ts';

/** A linear layer's weight and bias; xavier-uniform and 0, as MAE starts them. */
export function linearSpecs(name: string, fanIn: number, fanOut: number): TensorSpec[] {
  return [
    matrix(`${name}.weight`, [fanOut, fanIn], { kind: 'xavier', fanIn, fanOut }),
    vector(`${name}.bias`, fanOut, { kind: 'zeros' }),
  ];
}

export const normSpecs = (name: string, width: number): TensorSpec[] => [
  vector(`${name}.weight`, width, { kind: 'ones' }),
  vector(`${name}.bias`, width, { kind: 'zeros' }),
];

const matrix = (name: string, shape: readonly [number, number], init: TensorSpec['init']): TensorSpec => ({
  name,
  shape,
  torchShape: shape,
  init,
  layout: 'same',
  decay: true,
  trainable: true,
});
const vector = (name: string, size: number, init: TensorSpec['init']): TensorSpec => ({
  name,
  shape: [size],
  torchShape: [size],
  init,
  layout: 'same',
  decay: false,
  trainable: true,
});

export const blockSpecs = (name: string, width: number, mlpWidth: number): TensorSpec[] => [
  ...normSpecs(`${name}.norm1`, width),
  ...linearSpecs(`${name}.attn.qkv`, width, 3 * width),
  ...linearSpecs(`${name}.attn.proj`, width, width),
  ...normSpecs(`${name}.norm2`, width),
  ...linearSpecs(`${name}.mlp.fc1`, width, mlpWidth),
  ...linearSpecs(`${name}.mlp.fc2`, mlpWidth, width),
];

/** Looks weights up by name. */
export type WeightOf = (name: string) => Value;

export interface BlockSizes {
  readonly batch: number;
  readonly tokens: number;
  readonly heads: number;
  readonly epsilon: number;
}

/** x [B T, D] → [B T, D] */
export function block(graph: GraphBuilder, w: WeightOf, name: string, x: Value, sizes: BlockSizes): Value {
  const { batch, tokens, heads, epsilon } = sizes;
  const plain = { activation: 'none' };
  const dense = (layer: string, input: Value, residual: Value | null, activation = plain): Value =>
    graph.add(
      linear,
      [input, w(`${name}.${layer}.weight`), w(`${name}.${layer}.bias`), residual],
      activation,
    )[0]!;

  const normed1 = norm(graph, w, `${name}.norm1`, x, epsilon); // [B T, D]
  const qkv = dense('attn.qkv', normed1, null); // [B T, 3 D]
  const mixed = graph.add(attention, [qkv], { batch, tokens, heads })[0]!; // [B T, D]
  const attended = dense('attn.proj', mixed, x); // [B T, D]
  const normed2 = norm(graph, w, `${name}.norm2`, attended, epsilon);
  const hidden = dense('mlp.fc1', normed2, null, { activation: 'gelu' }); // [B T, mlpWidth]
  return dense('mlp.fc2', hidden, attended);
}

export const norm = (graph: GraphBuilder, w: WeightOf, name: string, x: Value, epsilon: number): Value =>
  graph.add(layerNorm, [x, w(`${name}.weight`), w(`${name}.bias`)], { epsilon })[0]!;
