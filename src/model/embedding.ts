/** @file Weights that stand before the first block: the patch projection, tokens, position tables. */

import type { GraphBuilder, Value } from '../graph/graph.ts';
import { gatherRows } from '../ops/gather-rows/gather-rows.ts';
import type { HostInputs } from './build.ts';
import type { Kept } from './kept.ts';
import { paddedLength, patchLength, tokensOf, type ImageShape } from './shape.ts';
import { vector } from './block.ts';
import type { Init, TensorSpec } from './tensor-spec.ts';

/** The convolution [D, 3, p, p] that embeds patches, as rows of our patch order. */
export const projectionSpecs = (
  name: string,
  image: ImageShape,
  width: number,
  weight: Init,
  bias: Init,
): TensorSpec[] => [
  {
    name: `${name}.weight`,
    shape: [width, paddedLength(image)],
    torchShape: [width, 3, image.patch, image.patch],
    layout: 'patch-convolution',
    init: weight,
    decay: true,
    trainable: true,
  },
  vector(`${name}.bias`, width, bias),
];

/** As MAE starts it. The bias is PyTorch's own for a convolution, which MAE leaves alone. */
export const maeProjection = (image: ImageShape, width: number): [weight: Init, bias: Init] => [
  { kind: 'xavier', fanIn: patchLength(image), fanOut: width },
  { kind: 'uniform', bound: 1 / Math.sqrt(patchLength(image)) },
];

/** A class or mask token: three dimensions in PyTorch, so it decays. */
export const tokenSpec = (name: string, width: number, init: Init): TensorSpec => ({
  name,
  shape: [1, width],
  torchShape: [1, 1, width],
  layout: 'same',
  init,
  decay: true,
  trainable: true,
});

/** Positions of the class token and of N patches: the fixed table, or one that learns. */
export const tableSpec = (name: string, image: ImageShape, width: number, learned?: Init): TensorSpec => ({
  name,
  shape: [tokensOf(image) + 1, width],
  torchShape: [1, tokensOf(image) + 1, width],
  layout: 'same',
  init: learned ?? { kind: 'sincos', grid: Math.sqrt(tokensOf(image)) },
  decay: learned !== undefined, // three dimensions in PyTorch
  trainable: learned !== undefined,
});

/**
 * Mask tokens where patches are hidden, the class token before each image, positions: [B N, D] → [B (1 + N), D].
 * Inputs: see {@link maskedTokensInputs}.
 */
export function maskedTokens(
  graph: GraphBuilder,
  embedded: Value,
  batch: number,
  { classToken, maskToken, table }: Readonly<Record<'classToken' | 'maskToken' | 'table', Value>>,
): Value {
  const [rows = 0] = embedded.shape;
  const visibleIndex = graph.input('visibleIndex', [rows], 'i32');
  const withMasks = graph.add(gatherRows, [embedded, visibleIndex, visibleIndex, maskToken, null, null])[0]!;
  return graph.add(gatherRows, [
    withMasks,
    graph.input('classIndex', [rows + batch], 'i32'),
    graph.input('classInverse', [rows], 'i32'),
    classToken,
    table,
    null, // row r has position r mod (1 + N)
  ])[0]!;
}

/** Which rows stay (its own inverse), and where the class token comes in. */
export function maskedTokensInputs(kept: readonly Kept[], tokens: number): HostInputs {
  const rows = kept.length * tokens;
  const visibleIndex = new Int32Array(rows).fill(-1);
  kept.forEach((image, b) =>
    image.forEach((patch) => (visibleIndex[b * tokens + patch] = b * tokens + patch)),
  );
  const classInverse = Int32Array.from({ length: rows }, (_, r) => r + Math.floor(r / tokens) + 1);
  const classIndex = new Int32Array(rows + kept.length).fill(-1);
  classInverse.forEach((to, from) => (classIndex[to] = from));
  return { visibleIndex, classIndex, classInverse };
}
