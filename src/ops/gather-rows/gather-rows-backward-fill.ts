/** @file The gradient of a fill row, such as the mask token: the sum of the rows that were filled. */

import { defineOp } from '../../graph/op.ts';
import { assertShape } from '../../lib/assert.ts';

/** dfill = Σ_{r: index[r] < 0} dy[r].  inputs: dy [R, D], index i32 [R].  outputs: dfill [1, D] */
export const gatherRowsBackwardFill = defineOp({
  name: 'gather-rows-backward-fill',
  outputs([dy, index]) {
    assertShape(index!, [dy![0]!], 'index');
    return [[1, dy![1]!]];
  },
  reference({ inputs: [dy, index], outputs: [dfill], inputShapes }) {
    const [rows = 0, d = 0] = inputShapes[0]!;
    dfill!.fill(0);
    for (let r = 0; r < rows; r++) {
      if (index![r]! >= 0) continue;
      for (let c = 0; c < d; c++) dfill![c] = dfill![c]! + dy![r * d + c]!;
    }
  },
});
