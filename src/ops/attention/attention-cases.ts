/** @file Test data for attention and its derivative. */

import { sizeOf, type Shape } from '../../graph/graph.ts';
import { normal, simple, type OpCase } from '../case-tools.ts';
import { attention } from './attention.ts';

interface HeadSizes {
  readonly batch: number;
  readonly tokens: number;
  readonly heads: number;
  readonly size: number;
}

function attentionCases({ batch, tokens, heads, size }: HeadSizes): readonly OpCase[] {
  const [rows, width] = [batch * tokens, heads * size];
  const attrs = { batch, tokens, heads };
  const packed: Shape = [rows, 3 * width];
  const plain: Shape = [rows, width];
  const logs: Shape = [batch * heads, tokens];
  return [
    simple('attention', attrs, [[packed]], { gradientInputs: [0] }),
    {
      op: 'attention-backward',
      attrs,
      inputShapes: [plain, packed, plain, logs],
      inputs(rng) {
        const qkv = normal(rng, sizeOf(packed));
        const o = new Float32Array(sizeOf(plain));
        const lse = new Float32Array(sizeOf(logs));
        const shapes = { inputShapes: [packed], outputShapes: [plain, logs] };
        attention.reference({ inputs: [qkv], outputs: [o, lse], attrs, ...shapes });
        return [normal(rng, sizeOf(plain)), qkv, o, lse];
      },
    },
  ];
}

export const ATTENTION_CASES: readonly OpCase[] = [
  ...attentionCases({ batch: 1, tokens: 1, heads: 1, size: 4 }),
  ...attentionCases({ batch: 2, tokens: 7, heads: 3, size: 4 }),
  ...attentionCases({ batch: 2, tokens: 37, heads: 1, size: 12 }),
  ...attentionCases({ batch: 1, tokens: 17, heads: 3, size: 20 }),
  ...attentionCases({ batch: 1, tokens: 66, heads: 2, size: 16 }),
];
