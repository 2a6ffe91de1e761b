/**
 * @file Stochastic gradient descent with momentum over all weights at once, in place on the flat buffers.
 *
 *   g ← g · min(1, clip / norm) where clip > 0;  g ← g + decay · w (decaying tensors only)
 *   m ← μ m + g,  w ← w - lr · rate · m
 *
 * Source: torch.optim.SGD with momentum, dampening 0, no Nesterov. `rate` is a tensor's own multiplier (layer-wise decay).
 */

import { defineOp, type Reals } from '../../graph/op.ts';

/** Floats of one entry of `rates`: the alignment of a tensor in the flat buffers. */
export const RATE_BLOCK = 64;

export interface SgdHyper {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  /** Global-norm clipping; 0 = off. */
  readonly clip: number;
}

/** [lr, μ, decay, clip] */
export const sgdInput = (h: SgdHyper): Float32Array<ArrayBuffer> =>
  Float32Array.of(h.learningRate, h.momentum, h.weightDecay, h.clip);

/**
 * inputs: hyper [4]; norm [1] or none (no clipping); rates [trainable / 64] or none.
 * outputs: none; weights and the first moments change in place.
 */
export const sgd = defineOp({
  name: 'sgd',
  outputs: () => [],
  reference() {
    throw new Error('sgd works on the flat buffers');
  },
  referenceOnFlat({ inputs: [hyper, norm, rates] }, { weights, gradients, moment1, decaySize }) {
    sgdReference([weights, gradients, moment1], hyper!, { decaySize, norm: norm?.[0] ?? 0, rates });
  },
});

interface UpdateParts {
  /** Weights before this index decay. */
  readonly decaySize: number;
  /** Of the gradients, for clipping. */
  readonly norm: number;
  readonly rates?: ArrayLike<number> | null | undefined;
}

/** The definition, on flat arrays. */
export function sgdReference(
  [weights, gradients, moment]: readonly [Reals, Reals, Reals],
  hyper: ArrayLike<number>,
  { decaySize, norm, rates }: UpdateParts,
): void {
  const [lr = 0, momentum = 0, decay = 0, clip = 0] = Array.from(hyper);
  const scale = clip > 0 && norm > clip ? clip / norm : 1;
  for (let i = 0; i < gradients.length; i++) {
    const g = gradients[i]! * scale + (i < decaySize ? decay * weights[i]! : 0);
    moment[i] = momentum * moment[i]! + g;
    weights[i] = weights[i]! - lr * (rates?.[Math.floor(i / RATE_BLOCK)] ?? 1) * moment[i]!;
  }
}
