/**
 * @file One vector an image: its rows, each times a weight that the host gives, added up.
 *
 *   y_b = Σ_t weight_b,t x_b,t: the class token for (1, 0, 0, …), a mean for 1 / count
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

/** inputs: x [B T, D], weight [B T].  attrs: batch B.  outputs: y [B, D] */
export const poolRows = defineOp({
  name: 'pool-rows',
  outputs([x, weight], { batch }) {
    invariant(typeof batch === 'number' && x![0]! % batch === 0, 'batch');
    assertShape(weight!, [x![0]!], 'weight');
    return [[batch, x![1]!]];
  },
  vjp({ inputs: [x, weight] }, { graph, gradients: [dy], give, needs }) {
    if (dy !== undefined && needs(x)) give(x, graph.add(poolRowsBackward, [dy, weight!])[0]!);
  },
  reference({ inputs: [x, weight], outputs: [y], inputShapes, outputShapes }) {
    const [batch = 0, d = 0] = outputShapes[0]!;
    const tokens = inputShapes[0]![0]! / batch;
    for (let b = 0; b < batch; b++) {
      for (let c = 0; c < d; c++) {
        let sum = 0;
        for (let r = b * tokens; r < (b + 1) * tokens; r++) sum += weight![r]! * x![r * d + c]!;
        y![b * d + c] = sum;
      }
    }
  },
});

/** inputs: dy [B, D], weight [B T].  outputs: dx [B T, D] = weight dy */
export const poolRowsBackward = defineOp({
  name: 'pool-rows-backward',
  outputs([dy, weight]) {
    const [rows = 0] = weight!;
    const [batch = 1, d = 0] = dy!;
    invariant(rows % batch === 0, 'weight');
    return [[rows, d]];
  },
  reference({ inputs: [dy, weight], outputs: [dx], inputShapes, outputShapes }) {
    const [rows = 0, d = 0] = outputShapes[0]!;
    const tokens = rows / inputShapes[0]![0]!;
    for (let r = 0; r < rows; r++) {
      const from = Math.floor(r / tokens) * d;
      for (let c = 0; c < d; c++) dx![r * d + c] = weight![r]! * dy![from + c]!;
    }
  },
});
