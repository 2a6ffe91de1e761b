/**
 * @file The reconstruction loss with its own gradient: every row's error counts by a weight that the host gives.
 *
 *   e_r = Σ_{c < columns} f(prediction_r,c - target_r,c),  loss = Σ_r weight_r e_r
 *   f(d) = d² for 'l2', |d| for 'l1'; for 'smooth-l1' d² / (2 β) where |d| < β, else |d| - β / 2
 *
 * MAE: weight = mask / (Σ mask · columns). SimMIM: weight = mask / ((Σ mask · p² + 1e-5) · 3). Rows without a target
 * (the class token's) lead each image: `prefix` of them.
 * Source: MAE §3; facebookresearch/mae@efb2a80 models_mae.py forward_loss. SimMIM §3.4; microsoft/SimMIM@d3e29bc
 * models/simmim.py. torch.nn.SmoothL1Loss for β.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import type { Attrs } from '../../graph/graph.ts';
import { defineOp } from '../../graph/op.ts';

export const ERROR_KINDS = ['l2', 'l1', 'smooth-l1'] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export interface MaskedLossAttrs {
  readonly kind: ErrorKind;
  /** β of 'smooth-l1', above 0; the others do without. */
  readonly beta?: number;
  /** The true length of a row; the rest is padding and counts for nothing. */
  readonly columns: number;
  readonly batch: number;
  readonly prefix: number;
}
export const maskedLossAttrs = (attrs: Attrs): MaskedLossAttrs => attrs as unknown as MaskedLossAttrs;

/** f and its derivative at one difference. */
export function errorOf(kind: ErrorKind, beta: number, d: number): readonly [error: number, slope: number] {
  if (kind === 'l2') return [d * d, 2 * d];
  if (kind === 'smooth-l1' && Math.abs(d) < beta) return [(d * d) / (2 * beta), d / beta];
  return [Math.abs(d) - (kind === 'l1' ? 0 : beta / 2), Math.sign(d)];
}

/**
 * inputs: prediction [B (prefix + N), C], target [B N, C], weight [B N].
 * outputs: loss [1], gradient of the loss in the prediction [B (prefix + N), C], row errors e_r [B N].
 */
export const maskedLoss = defineOp({
  name: 'masked-loss',
  outputs([prediction, target, weight], attrs) {
    const { kind, beta, batch, prefix, columns } = maskedLossAttrs(attrs);
    const [rows = 0, p = 0] = target!;
    assertShape(prediction!, [rows + batch * prefix, p], 'prediction');
    assertShape(weight!, [rows], 'weight');
    invariant(columns <= p, 'columns');
    invariant(ERROR_KINDS.includes(kind) && (kind !== 'smooth-l1' || (beta ?? 0) > 0), 'kind');
    return [[1], prediction!, [rows]];
  },
  /** Only as a root: its gradient is then the second output as it stands. */
  vjp({ inputs: [prediction], outputs }, { gradients: [given], give, needs }) {
    invariant(given === undefined, 'masked-loss must be what is differentiated');
    if (needs(prediction)) give(prediction, outputs[1]!);
  },
  reference({ inputs: [prediction, target, weight], outputs: [loss, gradient, errors], inputShapes, attrs }) {
    const { kind, beta = 1, batch, prefix, columns } = maskedLossAttrs(attrs);
    const [rows = 0, p = 0] = inputShapes[1]!;
    const perImage = rows / batch;
    gradient!.fill(0);
    let sum = 0;
    for (let r = 0; r < rows; r++) {
      const from = (r + (Math.floor(r / perImage) + 1) * prefix) * p;
      let error = 0;
      for (let c = 0; c < columns; c++) {
        const [e, slope] = errorOf(kind, beta, prediction![from + c]! - target![r * p + c]!);
        error += e;
        gradient![from + c] = slope * weight![r]!;
      }
      errors![r] = error;
      sum += error * weight![r]!;
    }
    loss![0] = sum;
  },
});
