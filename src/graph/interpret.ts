/** @file The slow twin of executors: runs any graph with the references of its ops, in doubles or in floats. */

import { invariant } from '../lib/assert.ts';
import type { Graph, Node, Shape, Value } from './graph.ts';
import { sizeOf } from './graph.ts';
import type { FlatArrays, Numbers, Op, Reals } from './op.ts';
import type { ParameterLayout } from './parameters.ts';
import { layoutOf } from './parameters.ts';

export interface InterpretOptions {
  /** By name; every input of the graph must be there. */
  readonly inputs?: Readonly<Record<string, Numbers>>;
  /** By name; copied, so an update in the graph leaves these as they are. */
  readonly weights?: Readonly<Record<string, Numbers>>;
  readonly residents?: Readonly<Record<string, { readonly data: Numbers; readonly shape: Shape }>>;
  readonly precision: 'f32' | 'f64';
  /** Says which weights decay; without it all trainable ones do. Trainable = with a gradient in the graph. */
  readonly layout?: ParameterLayout;
  /** Flat, as `layout` has it; changed in place by an update. Zeros if left out. */
  readonly moments?: readonly [Reals, Reals];
  /** Flat weights and gradients to start from, as `layout` has them; copied. */
  readonly flat?: { readonly weights: Numbers; readonly gradients?: Numbers };
}

export interface Interpretation {
  /** By id; weights as they are after the run. */
  readonly values: ReadonlyMap<number, Numbers>;
  readonly flat: FlatArrays;
  named(name: string): Numbers;
  /** Loss gradient of a weight. */
  gradient(weight: string): Reals;
  weight(name: string): Reals;
}

/** Runs every node of `graph` once, in order. */
export function interpret(
  graph: Graph,
  ops: Readonly<Record<string, Op>>,
  options: InterpretOptions,
): Interpretation {
  const layout = options.layout ?? layoutOf(graph);
  const flat = flatArrays(layout, options);
  const values = new Map<number, Numbers>();
  for (const [name, value] of graph.weights) {
    const own = range(flat.weights, layout, name, value);
    values.set(value.id, own);
    const data = options.weights?.[name];
    if (data === undefined && options.flat !== undefined) continue;
    invariant(data?.length === sizeOf(value.shape), `weight ${name} is missing or has another size`);
    own.set(data);
  }
  for (const [name, value] of graph.gradients)
    values.set(value.id, range(flat.gradients, layout, name, value));

  const scope: Scope = { values, flat, options };
  for (const node of graph.nodes) runNode(node, ops, scope);
  return {
    values,
    flat,
    named: (name) => found(values, graph.named.get(name), name),
    gradient: (name) => found(values, graph.gradients.get(name), `gradient of ${name}`) as Reals,
    weight: (name) => found(values, graph.weights.get(name), name) as Reals,
  };
}

interface Scope {
  readonly values: Map<number, Numbers>;
  readonly flat: FlatArrays;
  readonly options: InterpretOptions;
}

const zeros = (size: number, { precision }: InterpretOptions): Reals =>
  precision === 'f64' ? new Float64Array(size) : new Float32Array(size);

function flatArrays(layout: ParameterLayout, options: InterpretOptions): FlatArrays {
  const { trainableSize, size, decaySize } = layout;
  const [moment1, moment2] = options.moments ?? [
    zeros(trainableSize, options),
    zeros(trainableSize, options),
  ];
  const weights = zeros(size, options);
  const gradients = zeros(trainableSize, options);
  weights.set(options.flat?.weights ?? []);
  gradients.set(options.flat?.gradients ?? []);
  return { weights, gradients, moment1, moment2, decaySize };
}

function range(flat: Reals, layout: ParameterLayout, name: string, value: Value): Reals {
  const offset = layout.offsets.get(name);
  invariant(offset !== undefined, `weight ${name} is not in the layout`);
  return flat.subarray(offset, offset + sizeOf(value.shape));
}

function found(values: ReadonlyMap<number, Numbers>, value: Value | undefined, what: string): Numbers {
  const data = value && values.get(value.id);
  invariant(data !== undefined, `${what} has no value`);
  return data;
}

function runNode(node: Node, ops: Readonly<Record<string, Op>>, scope: Scope): void {
  const op = ops[node.op];
  invariant(op !== undefined, `no op named ${node.op}`);
  const args = {
    inputs: node.inputs.map((input) => input && read(input, scope)),
    outputs: node.outputs.map((output) => {
      const own = scope.values.get(output.id) ?? zeros(sizeOf(output.shape), scope.options);
      scope.values.set(output.id, own);
      return own as Reals;
    }),
    inputShapes: node.inputs.map((input) => input && shapeOf(input, scope.options)),
    outputShapes: node.outputs.map((output) => output.shape),
    attrs: node.attrs,
  };
  if (op.referenceOnFlat) op.referenceOnFlat(args, scope.flat);
  else op.reference(args);
}

/** A resident's first dimension is that of what is bound, not that of the graph. */
const shapeOf = ({ origin, shape }: Value, { residents }: InterpretOptions): Shape =>
  origin.kind === 'resident' ? (residents?.[origin.name]?.shape ?? shape) : shape;

function read(value: Value, { values, options }: Scope): Numbers {
  const known = values.get(value.id);
  if (known !== undefined) return known;
  const { origin } = value;
  invariant(
    origin.kind === 'input' || origin.kind === 'resident',
    `value ${value.id} is read before it is made`,
  );
  const given =
    origin.kind === 'input' ? options.inputs?.[origin.name] : options.residents?.[origin.name]?.data;
  invariant(given !== undefined, `${origin.kind} ${origin.name} is missing`);
  const right = sizeOf(shapeOf(value, options));
  invariant(given.length === right, `${origin.name} has ${given.length} numbers, not ${right}`);
  const data = value.dtype === 'f32' ? zeros(given.length, options) : given;
  if (data !== given) data.set(given);
  values.set(value.id, data);
  return data;
}
