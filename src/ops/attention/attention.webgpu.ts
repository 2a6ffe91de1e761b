/** @file Attention on WebGPU: one thread per query forward, per query and per key backward, per number of the table. */

import type { Node, Value } from '../../graph/graph.ts';
import {
  at,
  f32Bits,
  foldedGroups,
  THREADS,
  workgroupsFor,
  type Dispatch,
  type Kernel,
  type Lower,
} from '../webgpu/kernel.ts';
import tableWgsl from './attention-backward-table.wgsl?raw';
import {
  attentionBackwardKeyWgsl,
  attentionBackwardQueryWgsl,
  attentionWgsl,
  type AttentionCode,
} from './attention-code.webgpu.ts';
import { attentionSizes } from './attention-sizes.ts';

interface Kernels {
  readonly forward: Kernel;
  readonly query: Kernel;
  readonly key: Kernel;
}
const made = new Map<string, Kernels>();

const SUFFIX = { none: '', table: '-bias', scores: '-bias-scores' } as const;

/** Code depends on the head size, on what is added to scores and on who loads. */
function kernelsOf(code: AttentionCode): Kernels {
  const { h4, bias, inFours } = code;
  const name = `${h4 * 4}${SUFFIX[bias]}${inFours ? '-fours' : ''}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const extra = bias === 'none' ? [] : (['read', 'read'] as const);
  const kernels: Kernels = {
    forward: {
      name: `attention-${name}`,
      code: attentionWgsl(code),
      access: ['read', ...extra, 'read_write', 'read_write'],
    },
    query: {
      name: `attention-backward-query-${name}`,
      code: attentionBackwardQueryWgsl(code),
      access: ['read', 'read', 'read', 'read', ...extra, 'read_write', 'read_write'],
    },
    key: {
      name: `attention-backward-key-${name}`,
      code: attentionBackwardKeyWgsl(code),
      access: [
        'read',
        'read',
        'read',
        'read',
        ...extra,
        'read_write',
        ...(bias === 'scores' ? (['read_write'] as const) : []),
      ],
    },
  };
  made.set(name, kernels);
  return kernels;
}

type Sizes = Pick<Dispatch, 'uniforms' | 'workgroups'>;

function sizesOf({ attrs }: Node, d: number, pairs: Value | null | undefined, inFours: boolean): Sizes {
  const { batch, tokens, heads } = attentionSizes(attrs);
  return {
    uniforms: [tokens, heads, d / 4, f32Bits(1 / Math.sqrt(d / heads)), batch * heads, pairs?.shape[0] ?? 0],
    workgroups: inFours
      ? foldedGroups(Math.ceil(tokens / 4) * batch * heads)
      : pairs
        ? workgroupsFor(tokens * batch * heads)
        : [Math.ceil(tokens / 16), Math.ceil((batch * heads) / 4), 1],
  };
}

export const lowerAttention: Lower = (node, { gemm }) => {
  const [qkv, table, pairs] = node.inputs;
  const [o, lse] = node.outputs;
  const d = o!.shape[1]!;
  const h4 = d / attentionSizes(node.attrs).heads / 4;
  const inFours = gemm === 'subgroup';
  const kernels = kernelsOf({ h4, bias: table ? 'table' : 'none', inFours });
  const bias = table ? [at(table), at(pairs)] : [];
  return [
    {
      kernel: kernels.forward,
      bindings: [at(qkv), ...bias, at(o), at(lse)],
      ...sizesOf(node, d, pairs, inFours),
    },
  ];
};

export const lowerAttentionBackward: Lower = (node, { gemm }) => {
  const [dOut, qkv, o, lse, table, pairs] = node.inputs;
  const [dqkv, delta, ds] = node.outputs;
  const d = dOut!.shape[1]!;
  const h4 = d / attentionSizes(node.attrs).heads / 4;
  const bias = table ? [at(table), at(pairs)] : [];
  const inFours = gemm === 'subgroup';
  const { query } = kernelsOf({ h4, bias: table ? 'table' : 'none', inFours });
  const { key } = kernelsOf({ h4, bias: ds ? 'scores' : table ? 'table' : 'none', inFours });
  const sizes = sizesOf(node, d, pairs, inFours);
  return [
    {
      kernel: query,
      bindings: [at(dOut), at(qkv), at(o), at(lse), ...bias, at(dqkv), at(delta)],
      ...sizes,
    },
    {
      kernel: key,
      bindings: [at(dOut), at(qkv), at(lse), at(delta), ...bias, at(dqkv), ...(ds ? [at(ds)] : [])],
      ...sizes,
    },
  ];
};

const TABLE: Kernel = {
  name: 'attention-backward-table',
  code: tableWgsl,
  access: ['read', 'read', 'read_write'],
};
/** Windows of one chunk at least, and chunks at most. */
const CHUNK_WINDOWS = 16;
const MOST_CHUNKS = 32;

export const lowerAttentionBackwardTable: Lower = (
  { inputs: [ds, pairsOf], outputs: [dtable], attrs },
  { partial },
) => {
  const { batch, tokens, heads } = attentionSizes(attrs);
  const [rows = 0, most = 0] = pairsOf!.shape;
  const wanted = Math.min(MOST_CHUNKS, Math.ceil(batch / CHUNK_WINDOWS));
  const chunked = wanted > 1 ? partial(dtable!, wanted) : undefined;
  const chunks = chunked === undefined ? 1 : wanted;
  const perChunk = Math.ceil(batch / chunks);
  return [
    {
      kernel: TABLE,
      bindings: [at(ds), at(pairsOf), chunked ?? at(dtable)],
      uniforms: [rows, heads, most, tokens * tokens, batch, perChunk, chunked?.stride ?? 0],
      workgroups: [Math.ceil((rows * heads) / THREADS), chunks, 1],
    },
  ];
};
