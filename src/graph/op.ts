/** @file What an op is: its shapes, its derivative as further nodes, and plain loops that define its numbers. */

import type { Attrs, GraphBuilder, Node, OpShapes, Shape, Value } from './graph.ts';

/** Plain numbers in or out of a reference; doubles when derivatives are checked. */
export type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array;
export type Reals = Float32Array | Float64Array;

export interface ReferenceArgs {
  readonly inputs: readonly (Numbers | null)[];
  readonly outputs: readonly Reals[];
  readonly inputShapes: readonly (Shape | null)[];
  readonly outputShapes: readonly Shape[];
  readonly attrs: Attrs;
}

/** The flat buffers of a model as arrays; see {@link ParameterLayout}. */
export interface FlatArrays {
  readonly weights: Reals;
  readonly gradients: Reals;
  readonly moment1: Reals;
  readonly moment2: Reals;
  /** Weights before this index decay. */
  readonly decaySize: number;
}

/** What a derivative may do while {@link differentiate} walks back over a graph. */
export interface VjpContext {
  readonly graph: GraphBuilder;
  /** Loss gradient of each output of the node; undefined where nothing depends on it. */
  readonly gradients: readonly (Value | undefined)[];
  /** Adds to the gradient of an input, or of any value that no later node has still to contribute to. */
  give(value: Value, gradient: Value): void;
  /** Takes what has been given to `value` so far, for an op that can add it in passing; it must be given back. */
  take(value: Value): Value | undefined;
  /** Whether anybody needs the gradient of `value`. */
  needs(value: Value | null | undefined): value is Value;
  /** Nodes of the forward graph that read `value`. */
  uses(value: Value): number;
}

export interface Op extends OpShapes {
  /** Adds the nodes of its derivative; absent where an op has none (indices, targets, updates). */
  vjp?(node: Node, context: VjpContext): void;
  /** The definition of the op's numbers, in plain loops. */
  reference(args: ReferenceArgs): void;
  /** Takes the place of `reference` for an op that reads or changes the flat buffers. */
  referenceOnFlat?(args: ReferenceArgs, flat: FlatArrays): void;
  /** Floating-point operations (multiply-add = 2); absent means too few to count. */
  flops?(inputs: readonly (Shape | null)[], outputs: readonly Shape[], attrs: Attrs): number;
}

export const defineOp = <const O extends Op>(op: O): O => op;
