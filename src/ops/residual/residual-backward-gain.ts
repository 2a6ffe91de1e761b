/** @file The gradient of layer scale: dγ[c] = Σ_r s[b] dy[r, c] z[r, c]. */

import { assertShape } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';
import { residualAttrs } from './residual-attrs.ts';

/** inputs: dy, z [R, D]; keeps [branches, B] or none.  attrs: batch, branch.  outputs: dgain [D] */
export const residualBackwardGain = defineOp({
  name: 'residual-backward-gain',
  outputs([dy, z]) {
    assertShape(z!, dy!, 'z');
    return [[dy![1]!]];
  },
  reference({ inputs: [dy, z, keeps], outputs: [dgain], inputShapes, attrs }) {
    const { batch, branch } = residualAttrs(attrs);
    const [rows = 0, d = 0] = inputShapes[0]!;
    dgain!.fill(0);
    for (let r = 0; r < rows; r++) {
      const s = keeps?.[branch * batch + Math.floor((r * batch) / rows)] ?? 1;
      for (let c = 0; c < d; c++) dgain![c] = dgain![c]! + s * dy![r * d + c]! * z![r * d + c]!;
    }
  },
});
