/**
 * @file Multi-head self-attention that reads packed queries, keys and values in place.
 *
 *   s_ij = q_i · k_j / sqrt(d') + bias_ij,  p = softmax_j(s),  o_i = Σ_j p_ij v_j,  d' = D / heads
 *
 * The bias is 0, or what `attention-bias.ts` says. Only the log-sum-exp of each row is saved; the derivative makes p from it again.
 * Source: Vaswani et al. 2017; Dao et al. 2022 for the saved log-sum-exp.
 */

import { invariant } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';
import { attentionBackward } from './attention-backward.ts';
import { attentionBackwardTable } from './attention-backward-table.ts';
import { assertBias, biasOf } from './attention-bias.ts';
import { attentionSizes } from './attention-sizes.ts';

/**
 * inputs: qkv [B T, 3 D], columns q | k | v, each head-major; then, or none of them: table [K, H]; pairs i32 [W, T T], of
 * each pair (i, j) its row of the table, or -1 - row where regions differ, for batch entry b those of window b mod W;
 * pairsOf i32 [K, M], the pairs i T + j of each row, the same in all windows, then -1 (needed for a gradient in table).
 * attrs: batch B, tokens T, heads H.
 * outputs: o [B T, D], lse [B H, T]
 */
export const attention = defineOp({
  name: 'attention',
  outputs([qkv, table, pairs], attrs) {
    const sizes = attentionSizes(attrs);
    const { batch, tokens, heads } = sizes;
    const [rows = 0, columns = 0] = qkv!;
    const d = columns / 3;
    invariant(rows === batch * tokens, `${rows} rows are not ${batch} x ${tokens}`);
    invariant(d % (4 * heads) === 0, `width ${d} does not give ${heads} heads of a multiple of 4`);
    assertBias(table, pairs, sizes);
    return [
      [rows, d],
      [batch * heads, tokens],
    ];
  },
  vjp(node, { graph, gradients: [dOut], give, needs }) {
    const [qkv, table, pairs, pairsOf] = node.inputs;
    const [o, lse] = node.outputs;
    const inputs = [dOut!, qkv!, o!, lse!];
    if (table === null || table === undefined) {
      if (needs(qkv)) give(qkv, graph.add(attentionBackward, inputs, node.attrs)[0]!);
      return;
    }
    const attrs = { ...node.attrs, scores: needs(table) };
    const [dqkv, , ds] = graph.add(attentionBackward, [...inputs, table, pairs!], attrs);
    if (needs(qkv)) give(qkv, dqkv!);
    if (needs(table)) give(table, graph.add(attentionBackwardTable, [ds!, pairsOf!], node.attrs)[0]!);
  },
  reference({ inputs: [qkv, table, pairs], outputs: [o, lse], outputShapes, attrs }) {
    const { batch, tokens, heads } = attentionSizes(attrs);
    const bias = biasOf(table, pairs, { batch, tokens, heads });
    const d = outputShapes[0]![1]!;
    const size = d / heads;
    const scores = new Float64Array(tokens);
    for (let b = 0; b < batch; b++) {
      for (let h = 0; h < heads; h++) {
        for (let i = 0; i < tokens; i++) {
          const q = (b * tokens + i) * 3 * d + h * size;
          let top = -Infinity;
          for (let j = 0; j < tokens; j++) {
            const k = (b * tokens + j) * 3 * d + d + h * size;
            let dot = 0;
            for (let c = 0; c < size; c++) dot += qkv![q + c]! * qkv![k + c]!;
            scores[j] = dot / Math.sqrt(size) + bias(b, h, i, j);
            top = Math.max(top, scores[j]!);
          }
          let sum = 0;
          for (let j = 0; j < tokens; j++) sum += Math.exp(scores[j]! - top);
          const log = top + Math.log(sum);
          lse![(b * heads + h) * tokens + i] = log;
          for (let c = 0; c < size; c++) {
            let out = 0;
            for (let j = 0; j < tokens; j++) {
              out += Math.exp(scores[j]! - log) * qkv![(b * tokens + j) * 3 * d + 2 * d + h * size + c]!;
            }
            o![(b * tokens + i) * d + h * size + c] = out;
          }
        }
      }
    }
  },
  flops: ([qkv], _, attrs) => 4 * attentionSizes(attrs).tokens * qkv![0]! * (qkv![1]! / 3),
});
