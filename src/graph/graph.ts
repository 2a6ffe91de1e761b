/** @file A model as a static graph: typed values with fixed shapes, and the nodes that make them. */

import { invariant } from '../lib/assert.ts';

export type Shape = readonly number[];
/** `u8` holds image bytes, `i32` row indices; everything that has a gradient is `f32`. */
export type DType = 'f32' | 'i32' | 'u8';
export type Attrs = Readonly<Record<string, number | string | boolean | readonly number[]>>;

/** Where a value comes from if no node makes it. */
export type Origin =
  /** Written by the host before a run. */
  | { readonly kind: 'input'; readonly name: string }
  /** A range of the flat weight buffer. */
  | { readonly kind: 'weight'; readonly name: string }
  /** A buffer that outlives graphs, such as the data set; bound by name, its first dimension may differ. */
  | { readonly kind: 'resident'; readonly name: string }
  /** Made by output `index` of `node`. */
  | { readonly kind: 'node'; readonly node: Node; readonly index: number };

export interface Value {
  readonly id: number;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly origin: Origin;
}

export interface Node {
  readonly id: number;
  readonly op: string;
  readonly attrs: Attrs;
  /** null where an optional input is left out. */
  readonly inputs: readonly (Value | null)[];
  readonly outputs: readonly Value[];
}

export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);
export const formatShape = (shape: Shape): string => `[${shape.join(', ')}]`;

/** What an op must tell the builder: its name and the shapes of its outputs. All of them are f32. */
export interface OpShapes {
  readonly name: string;
  outputs(inputs: readonly (Shape | null)[], attrs: Attrs): readonly Shape[];
}

/** Builds one graph; nodes are kept in the order of building, which is an order of execution. */
export class GraphBuilder {
  readonly nodes: Node[] = [];
  readonly #named = new Map<string, Value>();
  readonly #gradients = new Map<string, Value>();
  readonly #weights = new Map<string, Value>();
  #nextId = 0;

  input(name: string, shape: Shape, dtype: DType = 'f32'): Value {
    return this.name(name, this.#value(shape, dtype, { kind: 'input', name }));
  }

  resident(name: string, shape: Shape, dtype: DType): Value {
    return this.#value(shape, dtype, { kind: 'resident', name });
  }

  /** The same name gives the same value. */
  weight(name: string, shape: Shape): Value {
    const known = this.#weights.get(name);
    if (known !== undefined) return known;
    const value = this.#value(shape, 'f32', { kind: 'weight', name });
    this.#weights.set(name, value);
    return value;
  }

  /** Adds a node; an impossible shape is an error here, with the op and all shapes in its text. */
  add(op: OpShapes, inputs: readonly (Value | null)[], attrs: Attrs = {}): readonly Value[] {
    const shapes = inputs.map((input) => input?.shape ?? null);
    let outputs: readonly Shape[];
    try {
      outputs = op.outputs(shapes, attrs);
    } catch (cause) {
      const given = shapes.map((shape) => (shape === null ? '–' : formatShape(shape))).join(' ');
      throw new Error(`${op.name}(${given}): ${String(cause)}`, { cause });
    }
    const made: Value[] = [];
    const node: Node = { id: this.nodes.length, op: op.name, attrs, inputs, outputs: made };
    outputs.forEach((shape, index) => made.push(this.#value(shape, 'f32', { kind: 'node', node, index })));
    this.nodes.push(node);
    return made;
  }

  /** Names a value, so that it can be read after a run; such values keep a buffer of their own. */
  name(name: string, value: Value): Value {
    invariant(!this.#named.has(name), `two values named ${name}`);
    this.#named.set(name, value);
    return value;
  }

  setGradient(weight: string, gradient: Value): void {
    this.#gradients.set(weight, gradient);
  }

  finish(): Graph {
    return { nodes: this.nodes, named: this.#named, gradients: this.#gradients, weights: this.#weights };
  }

  #value(shape: Shape, dtype: DType, origin: Origin): Value {
    invariant(
      shape.every((size) => Number.isInteger(size) && size > 0),
      `impossible shape ${formatShape(shape)}`,
    );
    return { id: this.#nextId++, shape, dtype, origin };
  }
}

export interface Graph {
  /** In an order of execution. */
  readonly nodes: readonly Node[];
  /** Inputs and outputs by name. */
  readonly named: ReadonlyMap<string, Value>;
  /** Weight name → its loss gradient, which lives in the flat gradient buffer. */
  readonly gradients: ReadonlyMap<string, Value>;
  readonly weights: ReadonlyMap<string, Value>;
}
