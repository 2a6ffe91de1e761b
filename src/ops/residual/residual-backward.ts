/** @file The gradient that reaches a branch: dz[r, c] = s[b] γ[c] dy[r, c]. */

import { defineOp } from '../../graph/op.ts';
import { residualAttrs } from './residual-attrs.ts';

/** inputs: dy [R, D]; gain [D] or none; keeps [branches, B] or none.  attrs: batch, branch.  outputs: dz [R, D] */
export const residualBackward = defineOp({
  name: 'residual-backward',
  outputs: ([dy]) => [dy!],
  reference({ inputs: [dy, gain, keeps], outputs: [dz], outputShapes, attrs }) {
    const { batch, branch } = residualAttrs(attrs);
    const [rows = 0, d = 0] = outputShapes[0]!;
    for (let r = 0; r < rows; r++) {
      const s = keeps?.[branch * batch + Math.floor((r * batch) / rows)] ?? 1;
      for (let c = 0; c < d; c++) dz![r * d + c] = s * (gain?.[c] ?? 1) * dy![r * d + c]!;
    }
  },
});
