/** @file The flat layout of a model's weights: one buffer each for weights, gradients and both moments. */

import { invariant } from '../lib/assert.ts';
import type { Graph, Shape } from './graph.ts';
import { sizeOf } from './graph.ts';

export interface WeightSpec {
  /** PyTorch's name, e.g. `blocks.0.attn.qkv.weight`. */
  readonly name: string;
  /** As the graph sees it, a matrix or a vector. */
  readonly shape: Shape;
  /** Decoupled weight decay applies. */
  readonly decay: boolean;
  /** False for fixed tables: they have no gradient and no moments. */
  readonly trainable: boolean;
}

export interface ParameterLayout {
  readonly specs: readonly WeightSpec[];
  /** Name → first float in the flat buffer, a multiple of 64: a binding's offset must be one of 256 bytes. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Floats of the flat weight buffer. */
  readonly size: number;
  /** Floats at its head that train: gradients and moments have this size. */
  readonly trainableSize: number;
  /** Floats at its head that decay; the rest of the trainable ones does not. */
  readonly decaySize: number;
  /**
   * Where a moving average of all trainable floats begins, in their order, behind all weights; 0 where none is kept.
   * Its tensors have {@link averageOf} names in `offsets`, so that a graph can read them in place of the weights.
   */
  readonly average: number;
}

/** The name of a weight's moving average. */
export const averageOf = (name: string): string => `average:${name}`;

const ALIGNMENT = 64;

/**
 * Lays out decaying tensors first, then the other trainable ones, then fixed tables, in the given order.
 * @param keep `average`: leave room for a moving average
 */
export function layOut(
  specs: readonly WeightSpec[],
  keep: { readonly average?: boolean } = {},
): ParameterLayout {
  const offsets = new Map<string, number>();
  let size = 0;
  const place = (group: readonly WeightSpec[]): number => {
    for (const { name, shape } of group) {
      invariant(!offsets.has(name), `two weights named ${name}`);
      offsets.set(name, size);
      size += Math.ceil(sizeOf(shape) / ALIGNMENT) * ALIGNMENT;
    }
    return size;
  };
  const decaySize = place(specs.filter((spec) => spec.trainable && spec.decay));
  const trainableSize = place(specs.filter((spec) => spec.trainable && !spec.decay));
  place(specs.filter((spec) => !spec.trainable));
  const average = keep.average === true ? size : 0;
  if (average > 0) {
    for (const { name, trainable } of specs)
      if (trainable) offsets.set(averageOf(name), average + offsets.get(name)!);
    size += trainableSize;
  }
  return { specs, offsets, size, trainableSize, decaySize, average };
}

/** A layout for a graph alone: what has a gradient trains and decays. */
export function layoutOf(graph: Graph): ParameterLayout {
  const specs = [...graph.weights].map(([name, { shape }]) => {
    const trainable = graph.gradients.has(name);
    return { name, shape, decay: trainable, trainable };
  });
  return layOut(specs);
}
