/**
 * @file Multi-head self-attention that reads packed queries, keys and values in place.
 *
 *   s_ij = q_i · k_j / sqrt(d'),  p = softmax_j(s),  o_i = Σ_j p_ij v_j,  d' = D / heads
 *
 * Only the log-sum-exp of each row is saved; the derivative makes p from it again.
 * Source: Vaswani et al. 2017; Dao et al. 2022 for the saved log-sum-exp.
 */

import { invariant } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';
import { attentionBackward } from './attention-backward.ts';
import { attentionSizes } from './attention-sizes.ts';

/**
 * inputs: qkv [B T, 3 D], columns q | k | v, each head-major.  attrs: batch B, tokens T, heads H.
 * outputs: o [B T, D], lse [B H, T]
 */
export const attention = defineOp({
  name: 'attention',
  outputs([qkv], attrs) {
    const { batch, tokens, heads } = attentionSizes(attrs);
    const [rows = 0, columns = 0] = qkv!;
    const d = columns / 3;
    invariant(rows === batch * tokens, `${rows} rows are not ${batch} x ${tokens}`);
    invariant(d % (4 * heads) === 0, `width ${d} does not give ${heads} heads of a multiple of 4`);
    return [
      [rows, d],
      [batch * heads, tokens],
    ];
  },
  vjp(node, { graph, gradients: [dOut], give, needs }) {
    const [qkv] = node.inputs;
    if (!needs(qkv)) return;
    const [o, lse] = node.outputs;
    give(qkv, graph.add(attentionBackward, [dOut!, qkv, o!, lse!], node.attrs)[0]!);
  },
  reference({ inputs: [qkv], outputs: [o, lse], outputShapes, attrs }) {
    const { batch, tokens, heads } = attentionSizes(attrs);
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
            scores[j] = dot / Math.sqrt(size);
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
