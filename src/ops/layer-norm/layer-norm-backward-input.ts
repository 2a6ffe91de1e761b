/**
 * @file The gradient of layer normalisation in its input.
 *
 *   x̂ = (x - mean) rstd,  t = dy γ,  dx = rstd (t - mean(t) - x̂ mean(t x̂)) + residual
 */

import { assertShape } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

/** inputs: dy [R, D], x [R, D], gamma [D], stats [R, 2], residual [R, D] or none.  outputs: dx [R, D] */
export const layerNormBackwardInput = defineOp({
  name: 'layer-norm-backward-input',
  outputs([dy, x, gamma, stats, residual]) {
    assertShape(x!, dy!, 'x');
    assertShape(gamma!, [dy![1]!], 'gamma');
    assertShape(stats!, [dy![0]!, 2], 'stats');
    if (residual !== null && residual !== undefined) assertShape(residual, dy!, 'residual');
    return [dy!];
  },
  reference({ inputs: [dy, x, gamma, stats, residual], outputs: [dx], inputShapes }) {
    const [rows = 0, d = 0] = inputShapes[0]!;
    for (let r = 0; r < rows; r++) {
      const mean = stats![r * 2]!;
      const rstd = stats![r * 2 + 1]!;
      let meanT = 0;
      let meanTx = 0;
      for (let c = 0; c < d; c++) {
        const t = dy![r * d + c]! * gamma![c]!;
        meanT += t / d;
        meanTx += (t * (x![r * d + c]! - mean) * rstd) / d;
      }
      for (let c = 0; c < d; c++) {
        const i = r * d + c;
        const normal = (x![i]! - mean) * rstd;
        dx![i] = rstd * (dy![i]! * gamma![c]! - meanT - normal * meanTx) + (residual?.[i] ?? 0);
      }
    }
  },
});
