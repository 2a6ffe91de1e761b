/** @file The gradient of a linear layer in its input, with GELU's derivative of the layer below folded in. */

import { assertShape } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';
import { geluDerivative } from '../gelu/gelu.ts';

/** dx = dy W, or dy W ⊙ gelu'(z).  inputs: dy [R, N], w [N, K], z [R, K] or none.  outputs: dx [R, K] */
export const linearBackwardInput = defineOp({
  name: 'linear-backward-input',
  outputs([dy, w, z]) {
    const [rows = 0, n = 0] = dy!;
    assertShape(w!, [n, null], 'w');
    if (z !== null && z !== undefined) assertShape(z, [rows, w![1]!], 'z');
    return [[rows, w![1]!]];
  },
  reference({ inputs: [dy, w, z], outputs: [dx], inputShapes }) {
    const [rows = 0, n = 0] = inputShapes[0]!;
    const k = inputShapes[1]![1]!;
    for (let r = 0; r < rows; r++) {
      for (let i = 0; i < k; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += dy![r * n + j]! * w![j * k + i]!;
        dx![r * k + i] = z ? sum * geluDerivative(z[r * k + i]!) : sum;
      }
    }
  },
  flops: ([dy, w]) => 2 * dy![0]! * w![0]! * w![1]!,
});
