/** @file The gradient of a linear layer in its weight and bias. */

import { assertShape } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

/** dw = dyᵀ x, db = column sums of dy.  inputs: dy [R, N], x [R, K].  attrs: bias.  outputs: dw [N, K], with bias also db [N] */
export const linearBackwardWeight = defineOp({
  name: 'linear-backward-weight',
  outputs([dy, x], { bias }) {
    const [rows = 0, n = 0] = dy!;
    assertShape(x!, [rows, null], 'x');
    return bias === true ? [[n, x![1]!], [n]] : [[n, x![1]!]];
  },
  reference({ inputs: [dy, x], outputs: [dw, db], inputShapes }) {
    const [rows = 0, n = 0] = inputShapes[0]!;
    const k = inputShapes[1]![1]!;
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < k; i++) {
        let sum = 0;
        for (let r = 0; r < rows; r++) sum += dy![r * n + j]! * x![r * k + i]!;
        dw![j * k + i] = sum;
      }
      if (!db) continue;
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += dy![r * n + j]!;
      db[j] = sum;
    }
  },
  flops: ([dy, x]) => 2 * dy![0]! * dy![1]! * x![1]!,
});
