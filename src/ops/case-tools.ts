/** @file What a case of test data is, and the plain way to make one. */

import type { Attrs, Shape } from '../graph/graph.ts';
import { sizeOf } from '../graph/graph.ts';
import type { Numbers } from '../graph/op.ts';
import type { ParameterLayout } from '../graph/parameters.ts';
import type { Rng } from '../lib/rng.ts';
import type { OpName } from './index.ts';

export interface OpCase {
  readonly op: OpName;
  readonly attrs: Attrs;
  readonly inputShapes: readonly (Shape | null)[];
  /** The type of each array is the type of the value. */
  inputs(rng: Rng): readonly (Numbers | null)[];
  /** Inputs whose gradient is compared with finite differences. */
  readonly gradientInputs?: readonly number[];
  /** Inputs that are bound as residents. */
  readonly residents?: readonly number[];
  /** For ops on the flat buffers. */
  readonly layout?: ParameterLayout;
}

export type Fill = (rng: Rng, size: number) => Numbers;
export type Input = readonly [shape: Shape, fill?: Fill] | null;

export const normal: Fill = (rng, size) => Float32Array.from({ length: size }, () => rng.normal());
export const positive: Fill = (rng, size) => Float32Array.from({ length: size }, () => 0.1 + rng.next());
export const bytes: Fill = (rng, size) => Uint8Array.from({ length: size }, () => rng.int(256));

/** A case whose inputs are independent of each other; numbers are normal unless the input says otherwise. */
export function simple(
  op: OpName,
  attrs: Attrs,
  inputs: readonly Input[],
  more: Pick<OpCase, 'gradientInputs' | 'residents' | 'layout'> = {},
): OpCase {
  return {
    op,
    attrs,
    inputShapes: inputs.map((input) => input && input[0]),
    inputs: (rng) => inputs.map((input) => input && (input[1] ?? normal)(rng, sizeOf(input[0]))),
    ...more,
  };
}
