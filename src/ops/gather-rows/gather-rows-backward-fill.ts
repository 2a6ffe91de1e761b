/** @file The gradient of a fill row, such as the mask token: the sum of the rows that were filled. */

import { defineOp } from '../../graph/op.ts';
import { assertShape } from '../../lib/assert.ts';

/**
 * dfill = Σ_{r: index[r] < 0} dy[r], R rows of D.
 * inputs: dy [R / unfold, unfold D], index i32 [R / I], the same for each of I images.
 * attrs: unfold, images I, 1 if left out.  outputs: dfill [1, D]
 */
export const gatherRowsBackwardFill = defineOp({
  name: 'gather-rows-backward-fill',
  outputs([dy, index], { unfold = 1, images = 1 }) {
    const k = unfold as number;
    assertShape(index!, [(dy![0]! * k) / (images as number)], 'index');
    return [[1, dy![1]! / k]];
  },
  reference({ inputs: [dy, index], outputs: [dfill], inputShapes, outputShapes }) {
    const [perImage = 0] = inputShapes[1]!;
    const [, d = 0] = outputShapes[0]!;
    dfill!.fill(0);
    for (let r = 0; r < dy!.length / d; r++) {
      if (index![r % perImage]! >= 0) continue;
      for (let c = 0; c < d; c++) dfill![c] = dfill![c]! + dy![r * d + c]!;
    }
  },
});
