/** @file The gradient of layer normalisation in its scale and shift: two column sums. */

import { assertShape } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

/** dgamma = Σ_r dy x̂, dbeta = Σ_r dy.  inputs: dy [R, D], x [R, D], stats [R, 2].  outputs: dgamma [D], dbeta [D] */
export const layerNormBackwardWeight = defineOp({
  name: 'layer-norm-backward-weight',
  outputs([dy, x, stats]) {
    assertShape(x!, dy!, 'x');
    assertShape(stats!, [dy![0]!, 2], 'stats');
    return [[dy![1]!], [dy![1]!]];
  },
  reference({ inputs: [dy, x, stats], outputs: [dgamma, dbeta], inputShapes }) {
    const [rows = 0, d = 0] = inputShapes[0]!;
    for (let c = 0; c < d; c++) {
      let scale = 0;
      let shift = 0;
      for (let r = 0; r < rows; r++) {
        scale += dy![r * d + c]! * (x![r * d + c]! - stats![r * 2]!) * stats![r * 2 + 1]!;
        shift += dy![r * d + c]!;
      }
      dgamma![c] = scale;
      dbeta![c] = shift;
    }
  },
});
