/** @file A graph with every value placed in the executor's memory, ready to run. */

import { invariant } from '../../lib/assert.ts';
import type { Graph, Node, Shape, Value } from '../../graph/graph.ts';
import { formatShape, sizeOf } from '../../graph/graph.ts';
import type { Numbers, Reals, ReferenceArgs } from '../../graph/op.ts';
import type { Plan } from '../../graph/plan.ts';
import { OPS, type OpName } from '../../ops/index.ts';
import type { Op } from '../../graph/op.ts';
import type { InputData, Session } from '../executor.ts';
import type { Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { lower, scratchBytes, type Call } from './lowering.ts';
import type { CpuParameters } from './parameters.ts';
import type { CpuResident } from './resident.ts';

const BYTES = { f32: 4, i32: 4, u8: 1 } as const;

/** Counts that the executor reports. */
export interface Tally {
  dispatches: number;
  submits: number;
  uploadedBytes: number;
}

export interface SessionParts {
  readonly graph: Graph;
  readonly plan: Plan;
  readonly heap: Heap;
  readonly kernels: Kernels | null;
  readonly parameters: CpuParameters;
  readonly residents: Readonly<Record<string, CpuResident>>;
  readonly tally: Tally;
}

export class CpuSession implements Session {
  readonly graph: Graph;
  readonly plan: Plan;
  readonly #parts: SessionParts;
  /** One block holds all buffers of the plan and the scratch behind them. */
  readonly #block: number;
  readonly #starts: readonly number[];
  readonly #gradientOf: ReadonlyMap<number, string>;
  readonly #steps: readonly (() => void)[];
  #disposed = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.graph = parts.graph;
    this.plan = parts.plan;
    this.#gradientOf = new Map([...parts.graph.gradients].map(([name, value]) => [value.id, name]));
    invariant(
      this.#gradientOf.size === parts.graph.gradients.size,
      'one value is the gradient of two weights',
    );
    this.#block = parts.heap.allocate(sessionBytes(parts.graph, parts.plan, parts.kernels));
    let at = this.#block;
    this.#starts = parts.plan.buffers.map((bytes) => (at += bytes) - bytes);
    const scratch = at;
    this.#steps = parts.graph.nodes.map((node) => this.#lower(node, scratch));
  }

  write(input: string, data: InputData): void {
    invariant(!this.#disposed, 'a session after dispose');
    const value = this.graph.named.get(input);
    invariant(value?.origin.kind === 'input', `the graph has no input ${input}`);
    const size = sizeOf(value.shape);
    invariant(data.length === size, `${input} ${formatShape(value.shape)} is given ${data.length} numbers`);
    const view = this.#view(value);
    invariant(view.BYTES_PER_ELEMENT === data.BYTES_PER_ELEMENT, `${input} holds ${value.dtype}`);
    view.set(data);
    this.#parts.tally.uploadedBytes += data.byteLength;
  }

  async run(read: readonly string[]): Promise<Readonly<Record<string, Float32Array<ArrayBuffer>>>> {
    invariant(!this.#disposed, 'a session after dispose');
    for (const step of this.#steps) step();
    this.#parts.tally.dispatches += this.#steps.length;
    this.#parts.tally.submits++;
    return Object.fromEntries(read.map((name) => [name, this.#copy(name)]));
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#parts.heap.free(this.#block);
  }

  #copy(name: string): Float32Array<ArrayBuffer> {
    const value = this.graph.named.get(name);
    invariant(value !== undefined, `nothing in the graph is named ${name}`);
    const view = this.#view(value);
    invariant(view instanceof Float32Array, `${name} holds ${value.dtype}, not floats`);
    return view.slice();
  }

  #lower(node: Node, scratch: number): () => void {
    const { kernels, parameters } = this.#parts;
    const call: Call = {
      inputs: node.inputs.map((input) => (input === null ? 0 : this.#address(input))),
      outputs: node.outputs.map((output) => this.#address(output)),
      inputShapes: node.inputs.map((input) => input && this.#shape(input)),
      outputShapes: node.outputs.map((output) => output.shape),
      attrs: node.attrs,
      flat: parameters.addresses,
      scratch,
    };
    return (kernels && lower(node.op, kernels, call)) ?? this.#reference(node, call);
  }

  /** Plain loops on views of the memory, which are made anew when it has grown. */
  #reference(node: Node, { inputShapes, outputShapes, attrs }: Call): () => void {
    const op: Op = OPS[node.op as OpName];
    const { heap, parameters } = this.#parts;
    let buffer: unknown;
    let args: ReferenceArgs | undefined;
    return () => {
      if (args === undefined || buffer !== heap.memory.buffer) {
        buffer = heap.memory.buffer;
        const inputs = node.inputs.map((input) => input && this.#view(input));
        const outputs = node.outputs.map((output) => this.#view(output) as Reals);
        args = { inputs, outputs, inputShapes, outputShapes, attrs };
      }
      if (op.referenceOnFlat === undefined) op.reference(args);
      else op.referenceOnFlat(args, flatViews(parameters));
    };
  }

  #address(value: Value): number {
    const { parameters, residents } = this.#parts;
    const { layout, addresses } = parameters;
    const { origin } = value;
    if (origin.kind === 'resident') return residents[origin.name]!.address;
    if (origin.kind === 'weight') return addresses.weights + offsetOf(layout.offsets, origin.name) * 4;
    const weight = this.#gradientOf.get(value.id);
    if (weight !== undefined) return addresses.gradients + offsetOf(layout.offsets, weight) * 4;
    const buffer = this.plan.place.get(value.id);
    invariant(buffer !== undefined, `value ${value.id} has no place`);
    return this.#starts[buffer]!;
  }

  /** A resident has as many rows as were given, whatever the graph says. */
  #shape({ origin, shape, dtype }: Value): Shape {
    if (origin.kind !== 'resident') return shape;
    const resident = this.#parts.residents[origin.name];
    invariant(resident !== undefined, `no resident ${origin.name} is bound`);
    const [, ...rest] = shape;
    const rows = resident.bytes / (sizeOf(rest) * BYTES[dtype]);
    invariant(
      Number.isInteger(rows),
      `resident ${origin.name} does not consist of rows of ${formatShape(rest)}`,
    );
    return [rows, ...rest];
  }

  #view(value: Value): Exclude<Numbers, Float64Array> {
    const { heap } = this.#parts;
    const at = this.#address(value);
    const size = sizeOf(this.#shape(value));
    if (value.dtype === 'i32') return heap.integers(at, size);
    return value.dtype === 'u8' ? heap.bytes(at, size) : heap.floats(at, size);
  }
}

/** Bytes of the block of a session. */
export function sessionBytes(graph: Graph, plan: Plan, kernels: Kernels | null): number {
  const scratch = kernels === null ? [0] : graph.nodes.map((node) => scratchBytes(node, kernels));
  return plan.bytes + Math.max(0, ...scratch);
}

function offsetOf(offsets: ReadonlyMap<string, number>, name: string): number {
  const offset = offsets.get(name);
  invariant(offset !== undefined, `the parameters have no weight ${name}`);
  return offset;
}

const flatViews = (parameters: CpuParameters) => ({
  weights: parameters.view('weights'),
  gradients: parameters.view('gradients'),
  moment1: parameters.view('moment1'),
  moment2: parameters.view('moment2'),
  decaySize: parameters.layout.decaySize,
});
