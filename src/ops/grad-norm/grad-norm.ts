/** @file The norm of the gradient over all weights, for clipping. Reads the flat gradient buffer. */

import { defineOp, type Reals } from '../../graph/op.ts';

/** norm = sqrt(Σ g²).  inputs: none (the flat gradient buffer).  outputs: norm [1] */
export const gradNorm = defineOp({
  name: 'grad-norm',
  outputs: () => [[1]],
  reference() {
    throw new Error('grad-norm works on the flat gradients: use gradNormReference');
  },
  referenceOnFlat({ outputs: [norm] }, { gradients }) {
    norm![0] = gradNormReference(gradients);
  },
});

/** The definition. Differs from torch.nn.utils.clip_grad_norm_ in nothing but the order of the sum. */
export function gradNormReference(gradients: Reals): number {
  let sum = 0;
  for (const g of gradients) sum += g * g;
  return Math.sqrt(sum);
}
