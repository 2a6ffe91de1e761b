/** @file The gradient of attention's table: for each of its rows the sum of the score gradients of the pairs that took it. */

import { defineOp } from '../../graph/op.ts';
import { assertShape } from '../../lib/assert.ts';
import { attentionSizes } from './attention-sizes.ts';

/**
 * dtable[r, h] = Σ_b Σ_{(i, j) of row r} ds[b, h, i, j], always in the same order.
 * inputs: ds [B H T, T]; pairsOf i32 [K, M], the pairs i T + j of each row, then -1.  attrs as attention's.
 * outputs: dtable [K, H]
 */
export const attentionBackwardTable = defineOp({
  name: 'attention-backward-table',
  outputs([ds, pairsOf], attrs) {
    const { batch, tokens, heads } = attentionSizes(attrs);
    assertShape(ds!, [batch * heads * tokens, tokens], 'ds');
    return [[pairsOf![0]!, heads]];
  },
  reference({ inputs: [ds, pairsOf], outputs: [dtable], inputShapes, attrs }) {
    const { batch, tokens, heads } = attentionSizes(attrs);
    const [rows = 0, most = 0] = inputShapes[1]!;
    const perHead = tokens * tokens;
    for (let r = 0; r < rows; r++) {
      for (let h = 0; h < heads; h++) {
        let sum = 0;
        for (let m = 0; m < most; m++) {
          const pair = pairsOf![r * most + m]!;
          if (pair < 0) break;
          for (let b = 0; b < batch; b++) sum += ds![(b * heads + h) * perHead + pair]!;
        }
        dtable![r * heads + h] = sum;
      }
    }
  },
});
