/**
 * @file What may be added to a score: a learnt number for where key and query lie to each other, and -100 where a
 * cyclic shift has put two regions into one window.
 *
 *   s_ij = q_i · k_j / sqrt(d') + table[row_ij, head] - (100 if i and j are of different regions)
 *
 * One number says both for a pair: row, or -1 - row with the -100. -100 is what the authors take for "never".
 * Source: Liu et al. 2021 (Swin), eq. 4 and §3.2; microsoft/SimMIM@d3e29bc models/swin_transformer.py WindowAttention.
 */

import type { Shape } from '../../graph/graph.ts';
import type { Numbers } from '../../graph/op.ts';
import { assertShape, invariant } from '../../lib/assert.ts';
import type { AttentionSizes } from './attention-sizes.ts';

export const OTHER_REGION = 100;

/** Checks table [K, H] and pairs i32 [W, T T]: windows come in turn, so W divides the batch. */
export function assertBias(
  table: Shape | null | undefined,
  pairs: Shape | null | undefined,
  { batch, tokens, heads }: AttentionSizes,
): void {
  if (table === null || table === undefined) return;
  assertShape(table, [null, heads], 'table');
  invariant(pairs !== null && pairs !== undefined, 'a table needs the pairs that take its rows');
  assertShape(pairs, [null, tokens * tokens], 'pairs');
  const [windows = 1] = pairs;
  invariant(batch % windows === 0, `${windows} windows do not come in turn in ${batch}`);
}

/** What is added to the score of query i and key j of batch entry b and head h; for references. */
export function biasOf(
  table: Numbers | null | undefined,
  pairs: Numbers | null | undefined,
  { tokens, heads }: AttentionSizes,
): (b: number, h: number, i: number, j: number) => number {
  if (!table || !pairs) return () => 0;
  const perWindow = tokens * tokens;
  const windows = pairs.length / perWindow;
  return (b, h, i, j) => {
    const pair = pairs[(b % windows) * perWindow + i * tokens + j]!;
    return pair >= 0 ? table[pair * heads + h]! : table[(-1 - pair) * heads + h]! - OTHER_REGION;
  };
}
