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
import { MeetingBroken } from './meeting.ts';
import type { CpuParameters } from './parameters.ts';
import { record } from './record.ts';
import type { CpuResident } from './resident.ts';
import { schedule, type Schedule } from './schedule.ts';
import { shareOf, type Split } from './split.ts';
import type { Team } from './team.ts';
import type { Program } from './thread.ts';

const BYTES = { f32: 4, i32: 4, u8: 1 } as const;

/** Counts that the executor reports. */
export interface Tally {
  dispatches: number;
  submits: number;
  uploadedBytes: number;
}

export interface SessionParts {
  readonly graph: Graph;
  readonly schedule: Schedule;
  /** null where one thread does all. */
  readonly team: Team | null;
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
  /** One block holds all buffers of the plan, and behind them the scratch of each thread. */
  readonly #block: number;
  readonly #starts: readonly number[];
  readonly #gradientOf: ReadonlyMap<number, string>;
  /** What the executor's own thread does, by phases. */
  readonly #phases: readonly (readonly (() => void)[])[];
  /** The other threads' programs, as the team knows them. */
  readonly #program: number | null;
  #disposed = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.graph = parts.graph;
    const { graph, team, heap, kernels } = parts;
    const { plan, phases, units } = parts.schedule;
    this.plan = plan;
    this.#gradientOf = new Map([...graph.gradients].map(([name, value]) => [value.id, name]));
    invariant(this.#gradientOf.size === graph.gradients.size, 'one value is the gradient of two weights');
    const threads = team?.count ?? 1;
    this.#block = heap.allocate(sessionBytes(graph, plan, kernels, threads));
    let at = this.#block;
    this.#starts = plan.buffers.map((bytes) => (at += bytes) - bytes);
    const scratch = at;
    const perThread = mostScratch(graph, kernels);
    const share = (node: Node, split: Split, index: number): Call | null =>
      shareOf(this.#call(node, scratch + index * perThread), split, units, index, threads);
    this.#phases = phases.map((phase) =>
      phase.flatMap(({ node, split }) => {
        const call = share(node, split, 0);
        return call === null ? [] : [this.#lower(node, call)];
      }),
    );
    const programs = Array.from({ length: threads - 1 }, (_, i): Program => ({
      count: threads,
      phases: phases.map((phase) =>
        phase.flatMap(({ node, split }) => {
          const call = share(node, split, i + 1);
          return call === null ? [] : record(call)!;
        }),
      ),
    }));
    this.#program = team?.open(programs) ?? null;
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
    this.#runAll();
    this.#parts.tally.dispatches += this.graph.nodes.length;
    this.#parts.tally.submits++;
    return Object.fromEntries(read.map((name) => [name, this.#copy(name)]));
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    if (this.#program !== null) this.#parts.team?.close(this.#program);
    this.#parts.heap.free(this.#block);
  }

  #runAll(): void {
    const { team } = this.#parts;
    if (team === null || this.#program === null) {
      for (const phase of this.#phases) for (const step of phase) step();
      return;
    }
    team.begin(this.#program);
    try {
      for (const phase of this.#phases) {
        for (const step of phase) {
          step();
          team.meeting.tick(0);
        }
        team.meeting.meet(team.count);
      }
    } catch (cause) {
      team.fail(cause instanceof MeetingBroken ? 'it does not answer' : String(cause));
      throw cause;
    }
  }

  #copy(name: string): Float32Array<ArrayBuffer> {
    const value = this.graph.named.get(name);
    invariant(value !== undefined, `nothing in the graph is named ${name}`);
    const view = this.#view(value);
    invariant(view instanceof Float32Array, `${name} holds ${value.dtype}, not floats`);
    return view.slice();
  }

  #call(node: Node, scratch: number): Call {
    return {
      op: node.op,
      inputs: node.inputs.map((input) => (input === null ? 0 : this.#address(input))),
      outputs: node.outputs.map((output) => this.#address(output)),
      inputShapes: node.inputs.map((input) => input && this.#shape(input)),
      outputShapes: node.outputs.map((output) => output.shape),
      attrs: node.attrs,
      flat: this.#parts.parameters.addresses,
      scratch,
    };
  }

  #lower(node: Node, call: Call): () => void {
    const { kernels } = this.#parts;
    return (kernels && lower(kernels, call)) ?? this.#reference(node, call);
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
export const sessionBytes = (graph: Graph, plan: Plan, kernels: Kernels | null, threads: number): number =>
  plan.bytes + threads * mostScratch(graph, kernels);

const mostScratch = (graph: Graph, kernels: Kernels | null): number =>
  kernels === null ? 0 : Math.max(0, ...graph.nodes.map((node) => scratchBytes(node, kernels)));

const NO_FLAT = { weights: 0, gradients: 0, moment1: 0, moment2: 0, trainableSize: 0, decaySize: 0 };
/** An address for nodes that have not been placed. */
const SOMEWHERE = 256;

/** The order in which `threads` threads run a graph. */
export function scheduleOf(graph: Graph, threads: number): Schedule {
  return schedule(graph, threads, (node, split, units) => {
    const call: Call = {
      op: node.op,
      inputs: node.inputs.map((input) => (input === null ? 0 : SOMEWHERE)),
      outputs: node.outputs.map(() => SOMEWHERE),
      inputShapes: node.inputs.map((input) => input?.shape ?? null),
      outputShapes: node.outputs.map((output) => output.shape),
      attrs: node.attrs,
      flat: NO_FLAT,
      scratch: 0,
    };
    return Array.from({ length: threads }, (_, i) => shareOf(call, split, units, i, threads)).every(
      (share) => share === null || record(share) !== null,
    );
  });
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
