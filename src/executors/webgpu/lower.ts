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
  'sample-patches': lowerSamplePatches,
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
/** vec4 of one block of the reduction's table: the alignment of a tensor in the flat buffers. */
const BLOCK4 = 16;

export interface Program {
  readonly dispatches: readonly Dispatch[];
  /** FLOPs of each dispatch, about: those of a node fall to its dispatches in equal parts. */
  readonly work: readonly number[];
  /** Floats of all waiting chunks. */
  readonly partialSize: number;
  /** The reduction's table, four u32 per block of 64 floats of the flat gradients; empty where nothing waits. */
  readonly table: Uint32Array<ArrayBuffer>;
}

/** @param graph as `arrange` left it */
export function lowerGraph(graph: Graph, layout: ParameterLayout, gemm: GemmFamily): Program {
  const gradientOf = new Map([...graph.gradients].map(([weight, value]) => [value.id, weight]));
  const waiting = new Map<string, Partial>();
  let partialSize = 0;
  const partial = (value: Value, chunks: number): Partial | undefined => {
    const weight = gradientOf.get(value.id);
    if (weight === undefined) return undefined;
    const stride = Math.ceil(sizeOfValue(value) / 64) * 64;
    const place: Partial = { kind: 'partials', first: partialSize, stride, chunks };
    partialSize += chunks * stride;
    waiting.set(weight, place);
    return place;
  };
  const { decaySize, trainableSize } = layout;
  const dispatches: Dispatch[] = [];
  const work: number[] = [];
  let isReduced = false;
  const reduce = (): void => {
    if (isReduced || waiting.size === 0) return;
    isReduced = true;
    dispatches.push({
      kernel: REDUCE,
      bindings: [{ kind: 'table' }, { kind: 'all-partials' }, { kind: 'flat', which: 'gradients' }],
      uniforms: [trainableSize / 4],
      workgroups: workgroupsFor(trainableSize / 4),
    });
  };
  for (const group of groupsOf(graph)) {
    const [node] = group;
    const lower = (LOWER as Readonly<Record<string, Lower | undefined>>)[node.op];
    invariant(lower !== undefined, `${node.op} has no WebGPU kernels`);
    if (READS_GRADIENTS.has(node.op)) reduce();
    const lowering: Lowering = { partial, decaySize, trainableSize, gemm };
    const made = lowerPair(group, lowering) ?? lower(node, lowering);
    const flops = flopsOf({ ...graph, nodes: group.filter((one) => one !== undefined) }, OPS) / made.length;
    while (work.length < dispatches.length) work.push(0);
    work.push(...made.map(() => flops));
    dispatches.push(...made);
  }
  reduce();
  while (work.length < dispatches.length) work.push(0);
  return { dispatches, work, partialSize, table: tableOf(waiting, layout) };
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

function tableOf(waiting: ReadonlyMap<string, Partial>, layout: ParameterLayout): Uint32Array<ArrayBuffer> {
  const table = new Uint32Array(waiting.size === 0 ? 0 : (layout.trainableSize / 64) * 4);
  for (const [weight, { first, stride, chunks }] of waiting) {
    const block = layout.offsets.get(weight)! / 64;
    for (let i = 0; i < stride / 64; i++) {
      table.set([first / 4 + i * BLOCK4, stride / 4, chunks, 0], (block + i) * 4);
    }
  }
  return table;
}
