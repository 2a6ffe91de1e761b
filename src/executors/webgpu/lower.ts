/** @file A graph as a list of dispatches, with the gradients that wait in chunks and their last reduction. */

import { invariant } from '../../lib/assert.ts';
import type { Graph, Value } from '../../graph/graph.ts';
import type { ParameterLayout } from '../../graph/parameters.ts';
import { flopsOf } from '../../graph/differentiate.ts';
import { OPS, type OpName } from '../../ops/index.ts';
import { lowerAdamw } from '../../ops/adamw/adamw.webgpu.ts';
import { lowerAdd } from '../../ops/add/add.webgpu.ts';
import {
  lowerAttention,
  lowerAttentionBackward,
  lowerAttentionBackwardTable,
} from '../../ops/attention/attention.webgpu.ts';
import {
  lowerGatherRows,
  lowerGatherRowsBackwardFill,
  lowerGatherRowsBackwardTable,
} from '../../ops/gather-rows/gather-rows.webgpu.ts';
import { lowerGeluBackward } from '../../ops/gelu/gelu.webgpu.ts';
import { lowerGradNorm } from '../../ops/grad-norm/grad-norm.webgpu.ts';
import {
  lowerLayerNorm,
  lowerLayerNormBackwardInput,
  lowerLayerNormBackwardWeight,
  lowerLayerNormBackwardWeightPair,
} from '../../ops/layer-norm/layer-norm.webgpu.ts';
import {
  lowerLinear,
  lowerLinearBackwardInput,
  lowerLinearBackwardPair,
  lowerLinearBackwardWeight,
} from '../../ops/linear/linear.webgpu.ts';
import { lowerMaskedLoss } from '../../ops/masked-loss/masked-loss.webgpu.ts';
import { lowerColorBins } from '../../ops/color-bins/color-bins.webgpu.ts';
import { lowerCrossEntropy } from '../../ops/cross-entropy/cross-entropy.webgpu.ts';
import { lowerEma } from '../../ops/ema/ema.webgpu.ts';
import { lowerHog } from '../../ops/hog/hog.webgpu.ts';
import { lowerInfoNce } from '../../ops/info-nce/info-nce.webgpu.ts';
import { lowerLars } from '../../ops/lars/lars.webgpu.ts';
import { lowerPoolPatches } from '../../ops/pool-patches/pool-patches.webgpu.ts';
import { lowerPoolRows, lowerPoolRowsBackward } from '../../ops/pool-rows/pool-rows.webgpu.ts';
import { lowerSgd } from '../../ops/sgd/sgd.webgpu.ts';
import { lowerUniformity } from '../../ops/uniformity/uniformity.webgpu.ts';
import { lowerUnitRows, lowerUnitRowsBackward } from '../../ops/unit-rows/unit-rows.webgpu.ts';
import { lowerJitterColors } from '../../ops/jitter-colors/jitter-colors.webgpu.ts';
import {
  lowerResidual,
  lowerResidualBackward,
  lowerResidualBackwardGain,
} from '../../ops/residual/residual.webgpu.ts';
import { lowerSamplePatches } from '../../ops/sample-patches/sample-patches.webgpu.ts';
import { lowerStandardizeRows } from '../../ops/standardize-rows/standardize-rows.webgpu.ts';
import {
  ITEM,
  sizeOfValue,
  workgroupsFor,
  type Dispatch,
  type Kernel,
  type Lower,
  type Lowering,
  type Partial,
} from '../../ops/webgpu/kernel.ts';
import type { GemmFamily } from '../../ops/webgpu/gemm.ts';
import { groupsOf, type Group } from './arrange.ts';
import reduceWgsl from './reduce-gradients.wgsl?raw';

/** Every op's kernels. Adding an op: its line here. */
const LOWER: Readonly<Record<OpName, Lower>> = {
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
  residual: lowerResidual,
  'residual-backward': lowerResidualBackward,
  'residual-backward-gain': lowerResidualBackwardGain,
  'sample-patches': lowerSamplePatches,
  'jitter-colors': lowerJitterColors,
  'standardize-rows': lowerStandardizeRows,
  'masked-loss': lowerMaskedLoss,
  'cross-entropy': lowerCrossEntropy,
  'pool-patches': lowerPoolPatches,
  'color-bins': lowerColorBins,
  hog: lowerHog,
  'unit-rows': lowerUnitRows,
  'unit-rows-backward': lowerUnitRowsBackward,
  'pool-rows': lowerPoolRows,
  'pool-rows-backward': lowerPoolRowsBackward,
  'info-nce': lowerInfoNce,
  uniformity: lowerUniformity,
  'grad-norm': lowerGradNorm,
  adamw: lowerAdamw,
  sgd: lowerSgd,
  lars: lowerLars,
  ema: lowerEma,
};

/** Ops that need whole gradients. */
const READS_GRADIENTS: ReadonlySet<string> = new Set<OpName>(['grad-norm', 'adamw', 'sgd', 'lars']);

const REDUCE: Kernel = {
  name: 'reduce-gradients',
  code: ITEM + reduceWgsl,
  access: ['read', 'read', 'read_write'],
};
/** Floats of waiting chunks at which they are added up, so that their buffer stays small beside the model. */
const MOST_WAITING = 1.5 * 2 ** 20;

export interface Program {
  readonly dispatches: readonly Dispatch[];
  /** FLOPs of each dispatch, about: those of a node fall to its dispatches in equal parts. */
  readonly work: readonly number[];
  /** Floats of the most chunks that wait at once. */
  readonly partialSize: number;
  /** The reductions' tables, four u32 per block of 64 floats of a gradient that waits. */
  readonly table: Uint32Array<ArrayBuffer>;
}

/**
 * @param graph as `arrange` left it
 * @param mostWaiting floats of chunks above which they are added up before more are made
 */
export function lowerGraph(
  graph: Graph,
  layout: ParameterLayout,
  gemm: GemmFamily,
  mostWaiting = MOST_WAITING,
): Program {
  const gradientOf = new Map([...graph.gradients].map(([weight, value]) => [value.id, weight]));
  const dispatches: Dispatch[] = [];
  const tables: Uint32Array<ArrayBuffer>[] = [];
  let firstBlock = 0;
  let waiting: Waiting[] = [];
  let used = 0;
  let partialSize = 0;
  const partial = (value: Value, chunks: number): Partial | undefined => {
    const weight = gradientOf.get(value.id);
    if (weight === undefined) return undefined;
    const size = sizeOfValue(value);
    const stride = Math.ceil(size / 64) * 64;
    const place: Partial = { kind: 'partials', first: used, stride, chunks };
    used += chunks * stride;
    partialSize = Math.max(partialSize, used);
    waiting.push({ ...place, weight, size });
    return place;
  };
  const reduce = (): void => {
    if (waiting.length === 0) return;
    const table = tableOf(waiting, layout);
    const blocks = table.length / 4;
    dispatches.push({
      kernel: REDUCE,
      bindings: [{ kind: 'table' }, { kind: 'all-partials' }, { kind: 'flat', which: 'gradients' }],
      uniforms: [blocks * BLOCK4, firstBlock],
      workgroups: workgroupsFor(blocks * BLOCK4),
    });
    tables.push(table);
    firstBlock += blocks;
    waiting = [];
    used = 0;
  };
  const { decaySize, trainableSize } = layout;
  const work: number[] = [];
  for (const group of groupsOf(graph)) {
    const [node] = group;
    const lower = (LOWER as Readonly<Record<string, Lower | undefined>>)[node.op];
    invariant(lower !== undefined, `${node.op} has no WebGPU kernels`);
    if (used > mostWaiting || READS_GRADIENTS.has(node.op)) reduce();
    const lowering: Lowering = { partial, decaySize, trainableSize, gemm };
    const made = lowerPair(group, lowering) ?? lower(node, lowering);
    const flops = flopsOf({ ...graph, nodes: group.filter((one) => one !== undefined) }, OPS) / made.length;
    while (work.length < dispatches.length) work.push(0);
    work.push(...made.map(() => flops));
    dispatches.push(...made);
  }
  reduce();
  while (work.length < dispatches.length) work.push(0);
  return { dispatches, work, partialSize, table: joined(tables) };
}

/** The one dispatch of a pair; undefined for a node alone. */
function lowerPair([first, second]: Group, lowering: Lowering): readonly Dispatch[] | undefined {
  if (second === undefined) return undefined;
  return [
    first.op === 'linear-backward-input'
      ? lowerLinearBackwardPair(first, second, lowering)
      : lowerLayerNormBackwardWeightPair([first, second], lowering),
  ];
}

interface Waiting extends Partial {
  readonly weight: string;
  /** Floats of the gradient. */
  readonly size: number;
}

/** vec4 of one block of a table: the alignment of a tensor in the flat buffers. */
const BLOCK4 = 16;
/** Entries of four numbers for every block of every gradient; see `reduce-gradients.wgsl`. */
function tableOf(waiting: readonly Waiting[], layout: ParameterLayout): Uint32Array<ArrayBuffer> {
  const table = new Uint32Array(waiting.reduce((sum, { stride }) => sum + (stride / 64) * 4, 0));
  let at = 0;
  for (const { weight, size, first, stride, chunks } of waiting) {
    const own = layout.offsets.get(weight)! / 4;
    for (let block = 0; block < stride / 64; block++) {
      const valid = Math.min(64, size - 64 * block);
      table.set([own + block * BLOCK4, first / 4 + block * BLOCK4, stride / 4, chunks * 256 + valid], at);
      at += 4;
    }
  }
  return table;
}

function joined(tables: readonly Uint32Array<ArrayBuffer>[]): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(tables.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const table of tables) {
    all.set(table, at);
    at += table.length;
  }
  return all;
}
