/** @file Test data for attention and its derivative. */

import { sizeOf, type Shape } from '../../graph/graph.ts';
import type { Rng } from '../../lib/rng.ts';
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

interface WindowSizes extends HeadSizes {
  readonly windows: number;
  readonly rows: number;
}

/** Pairs that take rows at random; in windows after the first about half of them are of different regions. */
function pairsFor(
  { tokens, windows, rows }: WindowSizes,
  rng: Rng,
): readonly [pairs: Int32Array, pairsOf: Int32Array] {
  const perWindow = tokens * tokens;
  const row = Array.from({ length: perWindow }, () => rng.int(rows));
  const pairs = Int32Array.from({ length: windows * perWindow }, (_, at) => {
    const own = row[at % perWindow]!;
    return at >= perWindow && rng.next() < 0.5 ? -1 - own : own;
  });
  const pairsOf = new Int32Array(rows * perWindow).fill(-1);
  for (let r = 0; r < rows; r++) {
    const taken = [...row.keys()].filter((pair) => row[pair] === r);
    pairsOf.set(taken, r * perWindow);
  }
  return [pairs, pairsOf];
}

function windowCases(sizes: WindowSizes): readonly OpCase[] {
  const { batch, tokens, heads, size, windows, rows } = sizes;
  const attrs = { batch, tokens, heads };
  const packed: Shape = [batch * tokens, 3 * heads * size];
  const plain: Shape = [batch * tokens, heads * size];
  const logs: Shape = [batch * heads, tokens];
  const scores: Shape = [batch * heads * tokens, tokens];
  const table: Shape = [rows, heads];
  const pairShape: Shape = [windows, tokens * tokens];
  const listShape: Shape = [rows, tokens * tokens];
  const backward = (wanted: boolean): OpCase => ({
    op: 'attention-backward',
    attrs: { ...attrs, scores: wanted },
    inputShapes: [plain, packed, plain, logs, table, pairShape],
    inputs(rng) {
      const [qkv, bias] = [normal(rng, sizeOf(packed)), normal(rng, sizeOf(table))];
      const [pairs] = pairsFor(sizes, rng);
      const o = new Float32Array(sizeOf(plain));
      const lse = new Float32Array(sizeOf(logs));
      const inputShapes = [packed, table, pairShape];
      const shapes = { inputShapes, outputShapes: [plain, logs] };
      attention.reference({ inputs: [qkv, bias, pairs], outputs: [o, lse], attrs, ...shapes });
      return [normal(rng, sizeOf(plain)), qkv, o, lse, bias, pairs];
    },
  });
  return [
    {
      op: 'attention',
      attrs,
      inputShapes: [packed, table, pairShape, listShape],
      gradientInputs: [0, 1],
      inputs: (rng) => [normal(rng, sizeOf(packed)), normal(rng, sizeOf(table)), ...pairsFor(sizes, rng)],
    },
    backward(true),
    backward(false),
    simple('attention-backward-table', attrs, [[scores], [listShape, (rng) => pairsFor(sizes, rng)[1]]]),
  ];
}

export const ATTENTION_CASES: readonly OpCase[] = [
  ...attentionCases({ batch: 1, tokens: 1, heads: 1, size: 4 }),
  ...attentionCases({ batch: 2, tokens: 7, heads: 3, size: 4 }),
  ...attentionCases({ batch: 2, tokens: 37, heads: 1, size: 12 }),
  ...attentionCases({ batch: 1, tokens: 17, heads: 3, size: 20 }),
  ...attentionCases({ batch: 1, tokens: 66, heads: 2, size: 16 }),
  ...windowCases({ batch: 2, tokens: 4, heads: 1, size: 4, windows: 1, rows: 9 }),
  ...windowCases({ batch: 6, tokens: 9, heads: 3, size: 12, windows: 2, rows: 25 }),
  ...windowCases({ batch: 4, tokens: 16, heads: 2, size: 8, windows: 4, rows: 5 }),
  ...windowCases({ batch: 34, tokens: 7, heads: 3, size: 4, windows: 2, rows: 3 }),
];
