/**
 * @file U-MAE's uniformity with its own gradient: features of different images should not point the same way.
 *
 *   L = 1 / R² Σ_ij (z_i · z_j)²,  dL/dz_i = 4 / R² Σ_j (z_i · z_j) z_j
 *
 * Source: Zhang et al. 2022 (U-MAE), eq. 13; zhangq327/U-MAE@6a5b6dc, over all pairs with i = j among them: with rows of
 * length 1 these add 1 / R to the value, and nothing that the length leaves free to learn.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

/**
 * inputs: z [R, D]; scale [1] = λ, which scales the gradient and not the value.
 * outputs: L [1], λ dL/dz [R, D], its slopes in the products [R, R], the part of every row [R]
 */
export const uniformity = defineOp({
  name: 'uniformity',
  outputs([z, scale]) {
    const [rows = 0, d = 0] = z!;
    assertShape(scale!, [1], 'scale');
    return [[1], [rows, d], [rows, rows], [rows]];
  },
  /** Only as a root. */
  vjp({ inputs: [z], outputs: [, dz] }, { gradients: [given], give, needs }) {
    invariant(given === undefined, 'uniformity must be what is differentiated');
    if (needs(z)) give(z, dz!);
  },
  flops: ([z]) => 4 * z![0]! ** 2 * z![1]!,
  reference({ inputs: [z, scale], outputs: [loss, dz, slopes, parts], inputShapes }) {
    const [rows = 0, d = 0] = inputShapes[0]!;
    dz!.fill(0);
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      let part = 0;
      for (let j = 0; j < rows; j++) {
        let product = 0;
        for (let c = 0; c < d; c++) product += z![i * d + c]! * z![j * d + c]!;
        part += product ** 2 / rows ** 2;
        const slope = (4 * scale![0]! * product) / rows ** 2;
        slopes![i * rows + j] = slope;
        for (let c = 0; c < d; c++) dz![i * d + c] = dz![i * d + c]! + slope * z![j * d + c]!;
      }
      parts![i] = part;
      sum += part;
    }
    loss![0] = sum;
  },
});
