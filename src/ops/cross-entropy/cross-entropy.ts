/**
 * @file The loss of a classification with its own gradient: every number of a patch is one of so many bins.
 *
 *   e_r = Σ_{c < columns} (log Σ_b exp z_r,c,b - z_r,c,id),  loss = Σ_r weight_r e_r,  dz = weight (softmax(z) - one-hot)
 *
 * The largest z is taken out before the exponentials, so that none overflows.
 * Source: SimMIM §4.1.4 "Prediction targets", color classes; iGPT. torch.nn.CrossEntropyLoss.
 * Memory: prediction and gradient are [B (prefix + N), columns · bins] floats each, 256 times a patch for 256 bins.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import type { Attrs } from '../../graph/graph.ts';
import { defineOp } from '../../graph/op.ts';

export interface CrossEntropyAttrs {
  readonly bins: number;
  /** K, numbers of a patch that are classified. */
  readonly columns: number;
  readonly batch: number;
  readonly prefix: number;
}
export const crossEntropyAttrs = (attrs: Attrs): CrossEntropyAttrs => attrs as unknown as CrossEntropyAttrs;

/**
 * inputs: prediction [B (prefix + N), W] with the `bins` scores of number c at c · bins, W ≥ K · bins; ids [B N, ≥ K]
 * whole numbers from 0; weight [B N].
 * outputs: loss [1], its gradient in the prediction, row errors e_r [B N], the error of every number [B N, K].
 */
export const crossEntropy = defineOp({
  name: 'cross-entropy',
  outputs([prediction, ids, weight], attrs) {
    const { bins, columns, batch, prefix } = crossEntropyAttrs(attrs);
    const [rows = 0, width = 0] = ids!;
    assertShape(prediction!, [rows + batch * prefix, null], 'prediction');
    assertShape(weight!, [rows], 'weight');
    invariant(columns <= width && columns * bins <= prediction![1]!, 'columns');
    return [[1], prediction!, [rows], [rows, columns]];
  },
  /** Only as a root: its gradient is then the second output as it stands. */
  vjp({ inputs: [prediction], outputs }, { gradients: [given], give, needs }) {
    invariant(given === undefined, 'cross-entropy must be what is differentiated');
    if (needs(prediction)) give(prediction, outputs[1]!);
  },
  reference({ inputs, outputs: [loss, gradient, errors, parts], inputShapes, attrs }) {
    const [prediction, ids, weight] = inputs;
    const { bins, columns, batch, prefix } = crossEntropyAttrs(attrs);
    const [rows = 0, idWidth = 0] = inputShapes[1]!;
    const width = inputShapes[0]![1]!;
    const perImage = rows / batch;
    gradient!.fill(0);
    let sum = 0;
    for (let r = 0; r < rows; r++) {
      const from = (r + (Math.floor(r / perImage) + 1) * prefix) * width;
      let error = 0;
      for (let c = 0; c < columns; c++) {
        const first = from + c * bins;
        const id = ids![r * idWidth + c]!;
        let top = -Infinity;
        for (let b = 0; b < bins; b++) top = Math.max(top, prediction![first + b]!);
        let total = 0;
        for (let b = 0; b < bins; b++) total += Math.exp(prediction![first + b]! - top);
        for (let b = 0; b < bins; b++) {
          const share = Math.exp(prediction![first + b]! - top) / total;
          gradient![first + b] = weight![r]! * (share - (b === id ? 1 : 0));
        }
        const part = Math.log(total) + top - prediction![first + id]!;
        parts![r * columns + c] = part;
        error += part;
      }
      errors![r] = error;
      sum += error * weight![r]!;
    }
    loss![0] = sum;
  },
});
