/**
 * @file AdamW over all weights at once, in place on the flat buffers.
 *
 *   g ← g · min(1, clip / norm) where clip > 0
 *   m ← β₁ m + (1 - β₁) g,  v ← β₂ v + (1 - β₂) g²
 *   w ← w - lr · decay · w (decaying tensors only) - lr · (m / (1 - β₁ᵗ)) / (sqrt(v / (1 - β₂ᵗ)) + ε)
 *   lr is the step's times the tensor's own multiplier, where tensors have one (layer-wise decay)
 *
 * Source: Loshchilov & Hutter 2019, algorithm 2; torch.optim.AdamW. Bias corrections are made by the host in doubles.
 */

import { defineOp, type Reals } from '../../graph/op.ts';

export interface Hyper {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  /** Global-norm clipping; 0 = off. */
  readonly clip: number;
  /** Of the update, from 1. */
  readonly t: number;
}

/** Floats of the `hyper` input. */
export const HYPER_SIZE = 10;

/**
 * Stands in for an ε of 0, far below the root of any second moment: a weight that never has a gradient, such as the
 * padding of a patch vector, must stay where it is and not become 0 / 0.
 */
const LEAST_EPSILON = 1e-20;

/**
 * [lr, β₁, β₂, ε, decay, 1 / (1 - β₁ᵗ), 1 / (1 - β₂ᵗ), clip, 1 - β₁, 1 - β₂]: differences that are taken in doubles here
 * lose up to four digits when they are taken of floats near 1.
 */
export const hyperInput = (h: Hyper): Float32Array<ArrayBuffer> =>
  Float32Array.of(
    h.learningRate,
    h.beta1,
    h.beta2,
    Math.max(h.epsilon, LEAST_EPSILON),
    h.weightDecay,
    1 / (1 - h.beta1 ** h.t),
    1 / (1 - h.beta2 ** h.t),
    h.clip,
    1 - h.beta1,
    1 - h.beta2,
  );

/**
 * inputs: hyper [10]; norm [1] or none (no clipping); rates [trainable / 64], multipliers of lr, or none.
 * outputs: none; weights and moments change in place.
 */
export const adamw = defineOp({
  name: 'adamw',
  outputs: () => [],
  reference() {
    throw new Error('adamw works on the flat buffers: use adamwReference');
  },
  referenceOnFlat({ inputs: [hyper, norm, rates] }, { weights, gradients, moment1, moment2, decaySize }) {
    adamwReference([weights, gradients, moment1, moment2], hyper!, decaySize, norm?.[0] ?? 0, rates);
  },
});

/**
 * The definition, on flat arrays of one length.
 * @param decaySize weights before this index decay
 * @param norm of the gradients, for clipping
 * @param rates multiplier of the learning rate of each 64 floats
 */
export function adamwReference(
  [weights, gradients, moment1, moment2]: readonly [Reals, Reals, Reals, Reals],
  hyper: ArrayLike<number>,
  decaySize: number,
  norm: number,
  rates?: ArrayLike<number> | null,
): void {
  const [peak = 0, beta1 = 0, beta2 = 0, epsilon = 0, decay = 0, ...rest] = Array.from(hyper);
  const [correction1 = 0, correction2 = 0, clip = 0, take1 = 0, take2 = 0] = rest;
  const scale = clip > 0 && norm > clip ? clip / norm : 1;
  for (let i = 0; i < gradients.length; i++) {
    const g = gradients[i]! * scale;
    const lr = peak * (rates?.[Math.floor(i / 64)] ?? 1);
    moment1[i] = beta1 * moment1[i]! + take1 * g;
    moment2[i] = beta2 * moment2[i]! + take2 * g * g;
    const w = weights[i]! * (i < decaySize ? 1 - lr * decay : 1);
    weights[i] = w - (lr * moment1[i]! * correction1) / (Math.sqrt(moment2[i]! * correction2) + epsilon);
  }
}
