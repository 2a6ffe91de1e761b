/**
 * @file The reconstruction loss with its own gradient: every row's error counts by a weight that the host gives.
 *
 *   e_r = Σ_{c < columns} f(prediction_r,c - target_r,c),  loss = Σ_r weight_r e_r,  f(d) = d² for 'l2'
 *
 * MAE: weight = mask / (Σ mask · columns). Rows without a target (the class token's) lead each image: `prefix` of them.
 * Source: MAE §3; facebookresearch/mae@efb2a80 models_mae.py forward_loss.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import type { Attrs } from '../../graph/graph.ts';
import { defineOp } from '../../graph/op.ts';

export interface MaskedLossAttrs {
  readonly kind: 'l2';
  /** The true patch length; the rest of a row is padding and counts for nothing. */
  readonly columns: number;
  readonly batch: number;
  readonly prefix: number;
}
export const maskedLossAttrs = (attrs: Attrs): MaskedLossAttrs => attrs as unknown as MaskedLossAttrs;

/**
 * inputs: prediction [B (prefix + N), P], target [B N, P], weight [B N].
 * outputs: loss [1], gradient of the loss in the prediction [B (prefix + N), P], row errors e_r [B N].
 */
export const maskedLoss = defineOp({
  name: 'masked-loss',
  outputs([prediction, target, weight], attrs) {
    const { batch, prefix, columns } = maskedLossAttrs(attrs);
    const [rows = 0, p = 0] = target!;
    assertShape(prediction!, [rows + batch * prefix, p], 'prediction');
    assertShape(weight!, [rows], 'weight');
    invariant(columns <= p, 'columns');
    return [[1], prediction!, [rows]];
  },
  /** Only as the root: its gradient is then the second output as it stands. */
  vjp({ inputs: [prediction], outputs }, { gradients: [given], give, needs }) {
    invariant(given === undefined, 'masked-loss must be what is differentiated');
    if (needs(prediction)) give(prediction, outputs[1]!);
  },
  reference({ inputs: [prediction, target, weight], outputs: [loss, gradient, errors], inputShapes, attrs }) {
    const { batch, prefix, columns } = maskedLossAttrs(attrs);
    const [rows = 0, p = 0] = inputShapes[1]!;
    const perImage = rows / batch;
    gradient!.fill(0);
    let sum = 0;
    for (let r = 0; r < rows; r++) {
      const from = (r + (Math.floor(r / perImage) + 1) * prefix) * p;
      let error = 0;
      for (let c = 0; c < columns; c++) {
        const d = prediction![from + c]! - target![r * p + c]!;
        error += d * d;
        gradient![from + c] = 2 * d * weight![r]!;
      }
      errors![r] = error;
      sum += error * weight![r]!;
    }
    loss![0] = sum;
  },
});
