/**
 * @file The derivative of attention in packed queries, keys and values.
 *
 *   p_ij = exp(s_ij - lse_i),  δ_i = do_i · o_i,  ds_ij = p_ij (do_i · v_j - δ_i)
 * with attention's bias in s_ij; ds is the bias's own gradient.
 *
 *   dq_i = Σ_j ds_ij k_j / sqrt(d'),  dk_j = Σ_i ds_ij q_i / sqrt(d'),  dv_j = Σ_i p_ij do_i
 *
 * Source: Dao et al. 2022, appendix B.
 */

import { assertShape } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';
import { assertBias, biasOf } from './attention-bias.ts';
import { attentionSizes } from './attention-sizes.ts';

/**
 * inputs: do [B T, D], qkv [B T, 3 D], o [B T, D], lse [B H, T]; then table [K, H] and pairs i32 [W, T T], or neither.
 * attrs as attention's; scores: whether ds is wanted (only with a table).
 * outputs: dqkv [B T, 3 D], delta [B H, T]; with scores also ds [B H T, T]
 */
export const attentionBackward = defineOp({
  name: 'attention-backward',
  outputs([dOut, qkv, o, lse, table, pairs], attrs) {
    const sizes = attentionSizes(attrs);
    const { batch, tokens, heads } = sizes;
    assertShape(dOut!, o!, 'do');
    assertShape(lse!, [batch * heads, tokens], 'lse');
    assertBias(table, pairs, sizes);
    return attrs['scores'] === true ? [qkv!, lse!, [batch * heads * tokens, tokens]] : [qkv!, lse!];
  },
  reference({ inputs, outputs: [dqkv, delta, dScores], inputShapes, attrs }) {
    const [dOut, qkv, o, lse, table, pairs] = inputs;
    const { batch, tokens, heads } = attentionSizes(attrs);
    const bias = biasOf(table, pairs, { batch, tokens, heads });
    const d = inputShapes[0]![1]!;
    const size = d / heads;
    const scale = 1 / Math.sqrt(size);
    dqkv!.fill(0);
    for (let b = 0; b < batch; b++) {
      for (let h = 0; h < heads; h++) {
        for (let i = 0; i < tokens; i++) {
          const row = (b * tokens + i) * d + h * size;
          const q = (b * tokens + i) * 3 * d + h * size;
          const at = (b * heads + h) * tokens + i;
          let own = 0;
          for (let c = 0; c < size; c++) own += dOut![row + c]! * o![row + c]!;
          delta![at] = own;
          for (let j = 0; j < tokens; j++) {
            const k = (b * tokens + j) * 3 * d + d + h * size;
            const v = k + d;
            let score = 0;
            let dp = 0;
            for (let c = 0; c < size; c++) {
              score += qkv![q + c]! * qkv![k + c]!;
              dp += dOut![row + c]! * qkv![v + c]!;
            }
            const p = Math.exp(score * scale + bias(b, h, i, j) - lse![at]!);
            if (dScores) dScores[at * tokens + j] = p * (dp - own);
            const ds = p * (dp - own) * scale;
            for (let c = 0; c < size; c++) {
              dqkv![q + c] = dqkv![q + c]! + ds * qkv![k + c]!;
              dqkv![k + c] = dqkv![k + c]! + ds * qkv![q + c]!;
              dqkv![v + c] = dqkv![v + c]! + p * dOut![row + c]!;
            }
          }
        }
      }
    }
  },
  flops: ([dOut], _, attrs) => 10 * attentionSizes(attrs).tokens * dOut![0]! * dOut![1]!,
});
