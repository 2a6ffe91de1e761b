/**
 * @file The order in which threads run a graph: phases, between which they meet, and a memory plan that holds inside them.
 *
 * Within a phase every thread goes through the nodes at its own pace. So a node may read there only what the same
 * thread has made (its rows of a value), and a buffer changes hands only if that cannot be noticed.
 */

import type { Graph, Node, Value } from '../../graph/graph.ts';
import { sizeOf } from '../../graph/graph.ts';
import { bytesOf, planMemory, type Plan } from '../../graph/plan.ts';
import { OPS } from '../../ops/index.ts';
import type { Op } from '../../graph/op.ts';
import { countsOf, splitOf, TAILS, type Split } from './split.ts';

export interface Step {
  readonly node: Node;
  readonly split: Split;
}

export interface Schedule {
  readonly phases: readonly (readonly Step[])[];
  readonly plan: Plan;
  /** Equal parts into which the rows of every `rows` node fall; a thread owns some of them. */
  readonly units: number;
}

/** What is put off so that threads meet less often keeps at most this many bytes from being used again. */
const HELD_BYTES = 96 * 2 ** 20;

const isFlat = ({ op }: Node): boolean =>
  (OPS as Readonly<Record<string, Op>>)[op]?.referenceOnFlat !== undefined;

/**
 * @param canSplit whether each share of a node has a kernel
 */
export function schedule(
  graph: Graph,
  threads: number,
  canSplit: (node: Node, split: Split, units: number) => boolean,
): Schedule {
  if (threads === 1) {
    const steps = graph.nodes.map((node): Step => ({ node, split: { by: 'whole' } }));
    return { phases: [steps], plan: planMemory(graph), units: 1 };
  }
  const units = unitsOf(graph);
  const chosen = (node: Node): Split => {
    const split = splitOf(node);
    const fits = split.by !== 'rows' || countsOf(node, split).every((count) => count % units === 0);
    return split.by === 'whole' || (fits && canSplit(node, split, units)) ? split : { by: 'whole' };
  };
  const steps = graph.nodes.flatMap((node) => withTail({ node, split: chosen(node) }));
  const phases = new Phases(readsOf(graph));
  for (const step of steps) phases.add(step);
  const done = phases.finish();
  return { phases: done, plan: planPhases(graph, done), units };
}

/** The largest number that divides the images of all attention, or else the rows of all nodes with more than one. */
function unitsOf(graph: Graph): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  const counts = graph.nodes.map((node) => {
    const split = splitOf(node);
    return split.by === 'rows' ? countsOf(node, split) : [];
  });
  const mixing = counts.filter((_, i) => graph.nodes[i]!.op === 'attention');
  const relevant = (mixing.length > 0 ? mixing : counts).flat().filter((count) => count !== 1);
  return Math.max(1, relevant.reduce(gcd, 0));
}

function withTail(step: Step): readonly Step[] {
  const { node, split } = step;
  const tail = TAILS[node.op];
  if (split.by !== 'rows' || split.sums === undefined || tail === undefined) return [step];
  const outputs = split.sums.map((i) => node.outputs[i]!);
  const sum: Node = { id: node.id, op: tail.op, attrs: {}, inputs: tail.inputs(node), outputs };
  return [step, { node: sum, split: { by: 'whole' } }];
}

function readsOf(graph: Graph): ReadonlySet<number> {
  return new Set(graph.nodes.flatMap(({ inputs }) => inputs.flatMap((input) => (input ? [input.id] : []))));
}

/** Puts steps into phases; what nobody waits for is put off until the threads meet anyway. */
class Phases {
  readonly #done: Step[][] = [];
  readonly #read: ReadonlySet<number>;
  /** Value → how this phase makes it. */
  readonly #made = new Map<number, Split['by']>();
  #now: Step[] = [];
  #later: Step[] = [];
  #heldBytes = 0;

  constructor(read: ReadonlySet<number>) {
    this.#read = read;
  }

  add(step: Step): void {
    const { node, split } = step;
    if (isFlat(node)) {
      this.#meet();
      if (this.#now.length > 0) this.#meet(); // what was put off comes first
      this.#now.push(step);
      this.#meet();
      return;
    }
    if (split.by !== 'rows' && !node.outputs.some(({ id }) => this.#read.has(id))) {
      this.#later.push(step);
      this.#heldBytes += node.inputs.reduce((sum, input) => sum + (input ? bytesOf(input) : 0), 0);
      if (this.#heldBytes > HELD_BYTES) this.#meet();
      return;
    }
    if (node.inputs.some((input, i) => input !== null && this.#mustWait(input, i, split))) this.#meet();
    this.#now.push(step);
    const outputs =
      split.by === 'rows' ? node.outputs.filter((_, i) => !split.sums?.includes(i)) : node.outputs;
    for (const { id } of outputs) this.#made.set(id, split.by);
  }

  finish(): readonly (readonly Step[])[] {
    this.#meet();
    if (this.#now.length > 0) this.#done.push(this.#now);
    return this.#done;
  }

  #mustWait({ id }: Value, index: number, split: Split): boolean {
    const made = this.#made.get(id);
    if (made === undefined) return false;
    if (split.by === 'rows') return !(made === 'rows' && split.own.includes(index));
    return !(made === 'whole' && split.by === 'whole'); // both on the first thread
  }

  /** Ends the phase; the next one begins with what has been put off. */
  #meet(): void {
    if (this.#now.length > 0) this.#done.push(this.#now);
    this.#now = this.#later;
    this.#later = [];
    this.#heldBytes = 0;
    this.#made.clear();
    for (const { node, split } of this.#now) for (const { id } of node.outputs) this.#made.set(id, split.by);
  }
}

/** A buffer that is free: after `phase`, or already in it for values of which each thread has the same bytes. */
interface Free {
  readonly buffer: number;
  readonly phase: number;
  readonly shape: string | null;
}

/** As planMemory, but for phases. */
export function planPhases(graph: Graph, phases: readonly (readonly Step[])[]): Plan {
  const keep = new Set([...graph.named.values()].map((value) => value.id));
  const elsewhere = new Set([...graph.gradients.values()].map((value) => value.id));
  const steps = phases.flatMap((phase, index) => phase.map((step) => ({ ...step, phase: index })));
  const lastUse = new Map<number, number>();
  /** Values that each thread touches in its own rows only. */
  const shared = new Set<number>();
  steps.forEach(({ node, split }, time) => {
    node.inputs.forEach((input, i) => {
      if (input === null) return;
      lastUse.set(input.id, time);
      if (split.by !== 'rows' || !split.own.includes(i)) shared.add(input.id);
    });
    for (const { id } of node.outputs) {
      lastUse.set(id, time);
      if (split.by !== 'rows') shared.add(id);
    }
  });
  const shapeOf = ({ id, shape }: Value): string | null =>
    shared.has(id) ? null : `${shape[0]} ${sizeOf(shape.slice(1))}`;

  const buffers: number[] = [];
  const place = new Map<number, number>();
  let free: Free[] = [];
  const allocate = (value: Value, phase: number): void => {
    const bytes = bytesOf(value);
    const shape = shapeOf(value);
    const usable = free.filter((one) => one.phase < phase || (one.shape !== null && one.shape === shape));
    const bySize = keep.has(value.id)
      ? []
      : usable.toSorted((a, b) => buffers[a.buffer]! - buffers[b.buffer]!);
    const found = bySize.find(({ buffer }) => buffers[buffer]! >= bytes) ?? bySize.at(-1);
    if (found === undefined) {
      place.set(value.id, buffers.push(bytes) - 1);
      return;
    }
    free = free.filter((one) => one !== found);
    buffers[found.buffer] = Math.max(buffers[found.buffer]!, bytes);
    place.set(value.id, found.buffer);
  };

  for (const value of graph.named.values()) if (value.origin.kind === 'input') allocate(value, 0);
  steps.forEach(({ node, phase }, time) => {
    for (const output of node.outputs) {
      if (!elsewhere.has(output.id) && !place.has(output.id)) allocate(output, phase);
    }
    const ended = [...node.inputs, ...node.outputs].filter(
      (value): value is Value =>
        value !== null && !keep.has(value.id) && place.has(value.id) && lastUse.get(value.id) === time,
    );
    for (const value of new Set(ended)) {
      free.push({ buffer: place.get(value.id)!, phase, shape: shapeOf(value) });
    }
  });
  return { buffers, place, bytes: buffers.reduce((sum, bytes) => sum + bytes, 0) };
}
