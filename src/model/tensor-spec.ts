/** @file The weights of a model: names and layouts as PyTorch has them, how they start, and how ours differ. */

import type { WeightSpec } from '../graph/parameters.ts';
import { sizeOf, type Shape } from '../graph/graph.ts';

export type Init =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'ones' }
  /** U(±sqrt(6 / (fanIn + fanOut))), Glorot & Bengio 2010. */
  | { readonly kind: 'xavier'; readonly fanIn: number; readonly fanOut: number }
  /** U(±bound) */
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'normal'; readonly deviation: number }
  /** The fixed 2-D sine-cosine table of a square grid, a zero row for the class token first. */
  | { readonly kind: 'sincos'; readonly grid: number };

export interface TensorSpec extends WeightSpec {
  /** As PyTorch stores it. */
  readonly torchShape: Shape;
  readonly init: Init;
  /**
   * How the numbers of `torchShape` lie in `shape`: in the same order; a patch convolution [D, 3, p, p] as rows of
   * (row, column, channel) with zero padding; or rows followed by zero rows.
   */
  readonly layout: 'same' | 'patch-convolution' | 'padded-rows';
}

/** Numbers of all tensors as PyTorch counts them, fixed tables included. */
export const countParameters = (specs: readonly TensorSpec[]): number =>
  specs.reduce((sum, { torchShape }) => sum + sizeOf(torchShape), 0);

/** Our flat numbers of a tensor as PyTorch lays them out. */
export function toTorch(spec: TensorSpec, ours: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const theirs = new Float32Array(sizeOf(spec.torchShape));
  eachNumber(spec, (our, their) => {
    theirs[their] = ours[our]!;
  });
  return theirs;
}

/** Inverse of {@link toTorch}; padding is 0. */
export function fromTorch(spec: TensorSpec, theirs: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const ours = new Float32Array(sizeOf(spec.shape));
  eachNumber(spec, (our, their) => {
    ours[our] = theirs[their]!;
  });
  return ours;
}

function eachNumber(spec: TensorSpec, visit: (our: number, their: number) => void): void {
  if (spec.layout !== 'patch-convolution') {
    const count = sizeOf(spec.torchShape); // padded rows come last
    for (let i = 0; i < count; i++) visit(i, i);
    return;
  }
  const [width = 0, channels = 0, patch = 0] = spec.torchShape;
  const columns = spec.shape[1]!;
  for (let d = 0; d < width; d++) {
    for (let c = 0; c < channels; c++) {
      for (let at = 0; at < patch * patch; at++) {
        visit(d * columns + at * channels + c, (d * channels + c) * patch * patch + at);
      }
    }
  }
}
