/**
 * @file LARS over all weights at once, in place on the flat buffers: each matrix takes steps in proportion to its length.
 *
 *   decaying tensors (two and more dimensions): g ← g + decay · w,  g ← g · trust · ‖w‖ / ‖g‖ where both are above 0
 *   m ← μ m + g,  w ← w - lr · rate · m
 *
 * Source: You, Gitman & Ginsburg 2017; facebookresearch/mae@efb2a80 util/lars.py (MAE's linear probe: μ .9, trust .001).
 */

import { assertShape } from '../../lib/assert.ts';
import { defineOp, type Numbers } from '../../graph/op.ts';
import type { ParameterLayout } from '../../graph/parameters.ts';
import { sizeOf } from '../../graph/graph.ts';
import { RATE_BLOCK } from '../sgd/sgd.ts';

export interface LarsHyper {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly trust: number;
  /** Global-norm clipping; 0 = off. */
  readonly clip: number;
}

/** [lr, μ, decay, clip, trust] */
export const larsInput = (h: LarsHyper): Float32Array<ArrayBuffer> =>
  Float32Array.of(h.learningRate, h.momentum, h.weightDecay, h.clip, h.trust);

/** Where the tensors that LARS scales lie, as its inputs. */
export interface LarsTables {
  /** First float and count of floats of each tensor, [T, 2]. */
  readonly ranges: Int32Array<ArrayBuffer>;
  /** The tensor of each 64 floats of the trainable ones, or -1. */
  readonly owners: Int32Array<ArrayBuffer>;
}

export function larsTables({ specs, offsets, trainableSize }: ParameterLayout): LarsTables {
  const scaled = specs.filter((spec) => spec.trainable && spec.decay);
  const ranges = scaled.flatMap(({ name, shape }) => [offsets.get(name)!, sizeOf(shape)]);
  const owners = new Int32Array(trainableSize / RATE_BLOCK).fill(-1);
  scaled.forEach(({ name, shape }, t) => {
    const first = offsets.get(name)! / RATE_BLOCK;
    owners.fill(t, first, first + Math.ceil(sizeOf(shape) / RATE_BLOCK));
  });
  return { ranges: Int32Array.from(ranges), owners };
}

/**
 * inputs: hyper [5]; norm [1] or none (no clipping); rates [trainable / 64] or none; ranges [T, 2] and owners
 * [trainable / 64], see {@link LarsTables}.
 * outputs: the factor of each tensor's gradient [T]; weights and the first moments change in place.
 */
export const lars = defineOp({
  name: 'lars',
  outputs([hyper, , , ranges]) {
    assertShape(hyper!, [5], 'hyper');
    return [[ranges![0]!]];
  },
  reference() {
    throw new Error('lars works on the flat buffers');
  },
  referenceOnFlat(
    { inputs: [hyper, norm, rates, ranges, owners], outputs: [factors] },
    { weights, gradients, moment1 },
  ) {
    const [lr = 0, momentum = 0, decay = 0, clip = 0, trust = 0] = Array.from(hyper!);
    const length = norm?.[0] ?? 0;
    const scale = clip > 0 && length > clip ? clip / length : 1;
    for (let t = 0; t < factors!.length; t++) {
      const range = [ranges![2 * t]!, ranges![2 * t + 1]!] as const;
      const size = lengthOf((i) => weights[i]!, range);
      const step = lengthOf((i) => gradients[i]! * scale + decay * weights[i]!, range);
      factors![t] = size > 0 && step > 0 ? (trust * size) / step : 1;
    }
    for (let i = 0; i < gradients.length; i++) {
      const block = Math.floor(i / RATE_BLOCK);
      const owner = (owners as Numbers)[block]!;
      const g = gradients[i]! * scale;
      moment1[i] = momentum * moment1[i]! + (owner < 0 ? g : factors![owner]! * (g + decay * weights[i]!));
      weights[i] = weights[i]! - lr * (rates?.[block] ?? 1) * moment1[i]!;
    }
  },
});

function lengthOf(at: (i: number) => number, [first, count]: readonly [number, number]): number {
  let squares = 0;
  for (let i = first; i < first + count; i++) squares += at(i) ** 2;
  return Math.sqrt(squares);
}
