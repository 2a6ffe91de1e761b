/**
 * @file MAE's normalised target: each patch shifted to mean 0 and scaled to variance 1.
 *
 *   y = (x - mean) / sqrt(var + epsilon),  var over n - 1 (Bessel), as torch.var does; n = the true patch length
 *
 * Source: MAE §4.1; facebookresearch/mae@efb2a80 models_mae.py forward_loss, epsilon 1e-6.
 */

import { invariant } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

/** inputs: x [R, P].  attrs: columns n ≤ P (the rest is padding and becomes 0), epsilon.  outputs: y [R, P] */
export const standardizeRows = defineOp({
  name: 'standardize-rows',
  outputs([x], { columns }) {
    invariant(typeof columns === 'number' && columns > 1 && columns <= x![1]!, 'columns');
    return [x!];
  },
  reference({ inputs: [x], outputs: [y], inputShapes, attrs }) {
    const [rows = 0, p = 0] = inputShapes[0]!;
    const n = attrs['columns'] as number;
    for (let r = 0; r < rows; r++) {
      let mean = 0;
      for (let c = 0; c < n; c++) mean += x![r * p + c]! / n;
      let variance = 0;
      for (let c = 0; c < n; c++) variance += (x![r * p + c]! - mean) ** 2 / (n - 1);
      const scale = 1 / Math.sqrt(variance + (attrs['epsilon'] as number));
      for (let c = 0; c < p; c++) y![r * p + c] = c < n ? (x![r * p + c]! - mean) * scale : 0;
    }
  },
});
