/** @file Which kernel runs an op, and with which arguments. An op without a line here runs by its reference. */

import type { Attrs, Node, Shape } from '../../graph/graph.ts';
import { sizeOf } from '../../graph/graph.ts';
import { attentionSizes } from '../../ops/attention/attention-sizes.ts';
import { gatherAttrs, unfolded } from '../../ops/gather-rows/gather-rows.ts';
import { crossEntropyAttrs } from '../../ops/cross-entropy/cross-entropy.ts';
import { hogAttrs } from '../../ops/hog/hog.ts';
import type { OpName } from '../../ops/index.ts';
import { infoNceAttrs } from '../../ops/info-nce/info-nce.ts';
import { ERROR_KINDS, maskedLossAttrs } from '../../ops/masked-loss/masked-loss.ts';
import { sampleAttrs } from '../../ops/sample-patches/sample-patches.ts';
import type { Kernels } from './kernels.ts';

/** Addresses and sizes of the flat buffers, in bytes and floats. */
export interface FlatAddresses {
  readonly weights: number;
  readonly gradients: number;
  readonly moment1: number;
  readonly moment2: number;
  readonly trainableSize: number;
  readonly decaySize: number;
}

/** One node with everything placed, or a share of it (see split.ts). */
export interface Call {
  readonly op: string;
  /** Addresses; 0 where left out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly inputShapes: readonly (Shape | null)[];
  readonly outputShapes: readonly Shape[];
  readonly attrs: Attrs;
  readonly flat: FlatAddresses;
  /** Address of {@link scratchBytes} bytes, shared by all nodes of a thread. */
  readonly scratch: number;
  /** The first column and the one after the last, of an op that is divided by them. */
  readonly columns?: readonly [number, number];
}

/** Returns what runs the node, or null if its sizes are not for the kernel (widths that are no multiple of 4). */
type Lower = (kernels: Kernels, call: Call) => (() => void) | null;

const rowsAndWidth = (shape: Shape | null | undefined): readonly [number, number] => {
  const [rows = 0, width = 0] = shape ?? [];
  return [rows, width];
};
const isVector = (width: number): boolean => width % 4 === 0;

const lowerLinear: Lower = (kernels, { inputs, outputs, inputShapes, attrs }) => {
  const [x = 0, w = 0, bias = 0, residual = 0] = inputs;
  const [y = 0, z = 0] = outputs;
  const [rows, depth] = rowsAndWidth(inputShapes[0]);
  const [columns] = rowsAndWidth(inputShapes[1]);
  if (attrs['activation'] === 'gelu') {
    return () => kernels.linear(x, w, bias, residual, z, y, rows, depth, columns);
  }
  return () => kernels.linear(x, w, bias, residual, y, 0, rows, depth, columns);
};

const lowerLinearBackwardInput: Lower = (kernels, { inputs, outputs, inputShapes }) => {
  const [dy = 0, w = 0, z = 0] = inputs;
  const [dx = 0] = outputs;
  const [rows, depth] = rowsAndWidth(inputShapes[0]);
  const [, columns] = rowsAndWidth(inputShapes[1]);
  return () => kernels.linearBackwardInput(dy, w, z, dx, rows, depth, columns);
};

const lowerLinearBackwardWeight: Lower = (kernels, { inputs, outputs, inputShapes, columns }) => {
  const [dy = 0, x = 0] = inputs;
  const [dw = 0, db = 0] = outputs;
  const [rows, n] = rowsAndWidth(inputShapes[0]);
  const [, k] = rowsAndWidth(inputShapes[1]);
  const [from, to] = columns ?? [0, n];
  return () => kernels.linearBackwardWeight(dy, x, dw, db, rows, n, k, from, to);
};

const lowerGeluBackward: Lower = (kernels, { inputs, outputs, outputShapes }) => {
  const [dy = 0, z = 0] = inputs;
  const [dz = 0] = outputs;
  const count = sizeOf(outputShapes[0] ?? []);
  return isVector(count) ? () => kernels.geluBackward(dy, z, dz, count) : null;
};

const lowerLayerNorm: Lower = (kernels, { inputs, outputs, inputShapes, attrs }) => {
  const [x = 0, gamma = 0, beta = 0] = inputs;
  const [y = 0, stats = 0] = outputs;
  const [rows, width] = rowsAndWidth(inputShapes[0]);
  const epsilon = attrs['epsilon'] as number;
  return () => kernels.layerNorm(x, gamma, beta, y, stats, rows, width, epsilon);
};

const lowerLayerNormBackwardInput: Lower = (kernels, { inputs, outputs, inputShapes }) => {
  const [dy = 0, x = 0, gamma = 0, stats = 0, residual = 0] = inputs;
  const [dx = 0] = outputs;
  const [rows, width] = rowsAndWidth(inputShapes[0]);
  return () => kernels.layerNormBackwardInput(dy, x, gamma, stats, residual, dx, rows, width);
};

const lowerLayerNormBackwardWeight: Lower = (kernels, { inputs, outputs, inputShapes, columns }) => {
  const [dy = 0, x = 0, stats = 0] = inputs;
  const [dgamma = 0, dbeta = 0] = outputs;
  const [rows, width] = rowsAndWidth(inputShapes[0]);
  const [from, to] = columns ?? [0, width];
  return () => kernels.layerNormBackwardWeight(dy, x, stats, dgamma, dbeta, rows, width, from, to);
};

const lowerAttention: Lower = (kernels, { inputs, inputShapes, outputs, outputShapes, attrs, scratch }) => {
  const [qkv = 0, table = 0, pairs = 0] = inputs;
  const [o = 0, lse = 0] = outputs;
  const { batch, tokens, heads } = attentionSizes(attrs);
  const size = rowsAndWidth(outputShapes[0])[1] / heads;
  const windows = inputShapes[2]?.[0] ?? 0;
  const sizes = [batch, windows, tokens, heads, size, scratch] as const;
  if (table !== 0) return () => kernels.windowAttention(qkv, table, pairs, o, lse, ...sizes);
  return () => kernels.attention(qkv, o, lse, batch, tokens, heads, size, scratch);
};

const lowerAttentionBackward: Lower = (kernels, { inputs, outputs, inputShapes, attrs, scratch }) => {
  const [dOut = 0, qkv = 0, o = 0, lse = 0, table = 0, pairs = 0] = inputs;
  const [dqkv = 0, delta = 0, ds = 0] = outputs;
  const { batch, tokens, heads } = attentionSizes(attrs);
  const size = rowsAndWidth(inputShapes[0])[1] / heads;
  const given = [dOut, qkv, o, lse] as const;
  if (table !== 0) {
    const made = [dqkv, delta, ds] as const;
    const sizes = [batch, inputShapes[5]?.[0] ?? 0, tokens, heads, size, scratch] as const;
    return () => kernels.windowAttentionBackward(...given, table, pairs, ...made, ...sizes);
  }
  return () => kernels.attentionBackward(...given, dqkv, delta, batch, tokens, heads, size, scratch);
};

const lowerAttentionBackwardTable: Lower = (kernels, { inputs, outputs, inputShapes, attrs, scratch }) => {
  const [ds = 0, pairsOf = 0] = inputs;
  const [dtable = 0] = outputs;
  const { batch, tokens, heads } = attentionSizes(attrs);
  const [rows, most] = rowsAndWidth(inputShapes[1]);
  return () => kernels.attentionBackwardTable(ds, pairsOf, dtable, batch, tokens, heads, rows, most, scratch);
};

const lowerGatherRows: Lower = (kernels, { inputs, outputs, inputShapes, outputShapes, attrs }) => {
  const [x = 0, index = 0, , fill = 0, table = 0, tableIndex = 0] = inputs;
  const [y = 0] = outputs;
  const { fold, unfold, images } = gatherAttrs(attrs);
  const [rows, width] = unfolded(outputShapes[0] ?? [], fold);
  const [sources] = unfolded(inputShapes[0] ?? [], unfold);
  const tableRows = inputShapes[4]?.[0] ?? 1;
  if (!isVector(width)) return null;
  const ends = [rows, width, tableRows, rows / images, sources / images] as const;
  return () => kernels.gatherRows(x, index, fill, table, tableIndex, y, ...ends);
};

const lowerGatherRowsBackwardFill: Lower = (kernels, { inputs, outputs, inputShapes, attrs }) => {
  const [dy = 0, index = 0] = inputs;
  const [dfill = 0] = outputs;
  const { unfold, images } = gatherAttrs(attrs);
  const [rows, width] = unfolded(inputShapes[0] ?? [], unfold);
  if (!isVector(width)) return null;
  return () => kernels.gatherRowsBackwardFill(dy, index, dfill, rows, width, rows / images);
};

const lowerGatherRowsBackwardTable: Lower = (
  kernels,
  { inputs, outputs, inputShapes, outputShapes, attrs },
) => {
  const [dy = 0, tableIndex = 0] = inputs;
  const [dtable = 0] = outputs;
  const [rows] = unfolded(inputShapes[0] ?? [], gatherAttrs(attrs).unfold);
  const [tableRows, width] = rowsAndWidth(outputShapes[0]);
  if (!isVector(width)) return null;
  return () => kernels.gatherRowsBackwardTable(dy, tableIndex, dtable, rows, width, tableRows);
};

const lowerAdd: Lower = (kernels, { inputs, outputs, outputShapes }) => {
  const [a = 0, b = 0] = inputs;
  const [y = 0] = outputs;
  const count = sizeOf(outputShapes[0] ?? []);
  return () => kernels.add(a, b, y, count);
};

const lowerSamplePatches: Lower = (kernels, { inputs, outputs, inputShapes, attrs }) => {
  const [images = 0, crops = 0] = inputs;
  const [patches = 0] = outputs;
  const stored = inputShapes[0]?.[1] ?? 0;
  const batch = inputShapes[1]?.[0] ?? 0;
  const { side, patch, columns, mean, deviation } = sampleAttrs(attrs);
  const [red, green, blue] = [0, 1, 2].map((c) => 1 / (255 * deviation[c]!)) as [number, number, number];
  const shifts = [0, 1, 2].map((c) => -mean[c]! / deviation[c]!) as [number, number, number];
  return () =>
    kernels.samplePatches(
      ...([
        images,
        crops,
        patches,
        batch,
        stored,
        side,
        patch,
        columns,
        red,
        green,
        blue,
        ...shifts,
      ] as const),
    );
};

const lowerStandardizeRows: Lower = (kernels, { inputs, outputs, inputShapes, attrs }) => {
  const [x = 0] = inputs;
  const [y = 0] = outputs;
  const [rows, width] = rowsAndWidth(inputShapes[0]);
  const columns = attrs['columns'] as number;
  const epsilon = attrs['epsilon'] as number;
  return isVector(width) ? () => kernels.standardizeRows(x, y, rows, width, columns, epsilon) : null;
};

const lowerMaskedLoss: Lower = (kernels, { inputs, outputs, inputShapes, attrs }) => {
  const [prediction = 0, target = 0, weight = 0] = inputs;
  const [loss = 0, gradient = 0, errors = 0] = outputs;
  const [rows, width] = rowsAndWidth(inputShapes[1]);
  const { kind, beta = 1, batch, prefix, columns } = maskedLossAttrs(attrs);
  if (!isVector(width)) return null;
  const ends = [batch, prefix, rows / batch, width, columns, ERROR_KINDS.indexOf(kind), beta] as const;
  return () => kernels.maskedLoss(prediction, target, weight, loss, gradient, errors, ...ends);
};

/** The tail of a divided loss. */
const lowerWeightedSum: Lower = (kernels, { inputs, outputs, inputShapes }) => {
  const [values = 0, weights = 0] = inputs;
  const [sum = 0] = outputs;
  return () => kernels.weightedSum(values, weights, sum, sizeOf(inputShapes[0] ?? []));
};

const lowerCrossEntropy: Lower = (kernels, { inputs, outputs, inputShapes, attrs }) => {
  const [prediction = 0, ids = 0, weight = 0] = inputs;
  const [loss = 0, gradient = 0, errors = 0, parts = 0] = outputs;
  const { bins, columns, batch, prefix } = crossEntropyAttrs(attrs);
  const [, width] = rowsAndWidth(inputShapes[0]);
  const [rows, idWidth] = rowsAndWidth(inputShapes[1]);
  if (!isVector(bins) || !isVector(width)) return null;
  const made = [loss, gradient, errors, parts] as const;
  const ends = [batch, prefix, rows / batch, width, idWidth, columns, bins] as const;
  return () => kernels.crossEntropy(prediction, ids, weight, ...made, ...ends);
};

const lowerHog: Lower = (kernels, { inputs, outputs, inputShapes, outputShapes, attrs }) => {
  const [x = 0] = inputs;
  const [y = 0] = outputs;
  const { rows, cols, patch, cell } = hogAttrs(attrs);
  const [count, width] = rowsAndWidth(inputShapes[0]);
  const [, outWidth] = rowsAndWidth(outputShapes[0]);
  return () => kernels.hog(x, y, count, rows, cols, patch, cell, width, outWidth);
};

const lowerInfoNce: Lower = (kernels, { inputs, outputs, inputShapes, attrs }) => {
  const [a = 0, b = 0, weight = 0, scale = 0] = inputs;
  const [loss = 0, da = 0, products = 0, sums = 0, losses = 0, db = 0] = outputs;
  const { groups } = infoNceAttrs(attrs);
  const [rows, width] = rowsAndWidth(inputShapes[0]);
  if (!isVector(width)) return null;
  const made = [loss, da, db, products, sums, losses] as const;
  return () => kernels.infoNce(a, b, weight, scale, ...made, rows, rows / groups, width);
};

const lowerGradNorm: Lower = (kernels, { outputs, flat }) => {
  const [norm = 0] = outputs;
  return () => kernels.gradNorm(flat.gradients, flat.trainableSize, norm);
};

const lowerAdamw: Lower = (kernels, { inputs, flat }) => {
  const [hyper = 0, norm = 0, rates = 0] = inputs;
  const { weights, gradients, moment1, moment2, trainableSize, decaySize } = flat;
  const buffers = [weights, gradients, moment1, moment2, trainableSize, decaySize] as const;
  return () => kernels.adamw(...buffers, hyper, norm, rates);
};

const LOWERINGS: Readonly<Partial<Record<string, Lower>>> = {
  linear: lowerLinear,
  'linear-backward-input': lowerLinearBackwardInput,
  'linear-backward-weight': lowerLinearBackwardWeight,
  'gelu-backward': lowerGeluBackward,
  'layer-norm': lowerLayerNorm,
  'layer-norm-backward-input': lowerLayerNormBackwardInput,
  'layer-norm-backward-weight': lowerLayerNormBackwardWeight,
  attention: lowerAttention,
  'attention-backward': lowerAttentionBackward,
  'attention-backward-table': lowerAttentionBackwardTable,
  'gather-rows': lowerGatherRows,
  'gather-rows-backward-fill': lowerGatherRowsBackwardFill,
  'gather-rows-backward-table': lowerGatherRowsBackwardTable,
  add: lowerAdd,
  'sample-patches': lowerSamplePatches,
  'standardize-rows': lowerStandardizeRows,
  'masked-loss': lowerMaskedLoss,
  'cross-entropy': lowerCrossEntropy,
  hog: lowerHog,
  'info-nce': lowerInfoNce,
  'grad-norm': lowerGradNorm,
  adamw: lowerAdamw,
} satisfies Partial<Record<OpName, Lower>>;

const TAIL_LOWERINGS: Readonly<Partial<Record<string, Lower>>> = { 'weighted-sum': lowerWeightedSum };

/** What runs a call on a kernel; null if the op's reference must. */
export const lower = (kernels: Kernels, call: Call): (() => void) | null =>
  (LOWERINGS[call.op] ?? TAIL_LOWERINGS[call.op])?.(kernels, call) ?? null;

/** Scores of one head that an op keeps, and one matrix more for the bias of its window. */
const SCRATCH_MATRICES: Readonly<Partial<Record<string, number>>> = {
  attention: 1,
  'attention-backward': 2,
  'attention-backward-table': 1,
} satisfies Partial<Record<OpName, number>>;

/** Bytes a node needs beyond its values: attention keeps a few matrices of scores of one head, and its keys if biased. */
export function scratchBytes({ op, attrs, inputs, outputs }: Node, kernels: Kernels): number {
  const matrices = SCRATCH_MATRICES[op];
  if (matrices === undefined) return 0;
  const { tokens, heads } = attentionSizes(attrs);
  const perMatrix = kernels.attentionScratch(tokens);
  const isBiased = op !== 'attention-backward-table' && inputs.some((input) => input?.dtype === 'i32');
  if (!isBiased) return matrices * perMatrix;
  const [, width] = rowsAndWidth((op === 'attention' ? outputs[0] : inputs[0])?.shape);
  return (matrices + 1) * perMatrix + (width / heads) * Math.ceil(tokens / 4) * 4 * 4;
}
