/** @file How much of a step would be left if it were nothing but its matrix products, each by the fastest kernel known. */

import type { Executor, Session } from '../../src/executors/executor.ts';
import { createWebgpuExecutor } from '../../src/executors/webgpu/webgpu-executor.ts';
import { GraphBuilder, type Graph, type Node, type Value } from '../../src/graph/graph.ts';
import { layoutOf } from '../../src/graph/parameters.ts';
import { linearBackwardInput } from '../../src/ops/linear/linear-backward-input.ts';
import { linearBackwardWeight } from '../../src/ops/linear/linear-backward-weight.ts';
import { linear } from '../../src/ops/linear/linear.ts';
import type { GemmFamily } from '../../src/ops/webgpu/gemm.ts';
import type { Task } from '../../src/trainer/benchmark/task.ts';
import { TimedSteps } from '../../src/trainer/benchmark/timed-steps.ts';

export interface GemmShare {
  /** Milliseconds, the fastest of all rounds. */
  readonly stepMs: number;
  readonly gemmMs: number;
  /** Products of a step, and how many shapes they have. */
  readonly products: number;
  readonly shapes: number;
}

/** A product of the step: x [rows, k] and w [n, k], or their gradients. */
interface Product {
  readonly op: string;
  readonly rows: number;
  readonly n: number;
  readonly k: number;
  readonly count: number;
}

/** A kernel this many times slower than the fastest for a shape is not tried again. */
const HOPELESS = 1.5;

export async function gemmShare(task: Task, rounds: number): Promise<GemmShare> {
  const executor = await createWebgpuExecutor();
  const steps = await TimedSteps.open(executor, task);
  const products = productsOf(steps.graph);
  const contenders = await Promise.all(familiesOf(executor).map((gemm) => createWebgpuExecutor({ gemm })));
  const empty = await Trial.open(executor, null);
  const trials = await Promise.all(
    products.map((product) => Promise.all(contenders.map((other) => Trial.open(other, product)))),
  );
  let stepMs = Infinity;
  await steps.step();
  for (let round = 0; round < rounds; round++) {
    stepMs = Math.min(stepMs, await timed(() => steps.step()));
    await empty.run();
    for (const ofShape of trials) {
      const best = Math.min(...ofShape.map(({ fastest }) => fastest));
      for (const trial of ofShape) if (round === 0 || trial.fastest < best * HOPELESS) await trial.run();
    }
  }
  const gemmMs = trials.reduce((sum, ofShape) => {
    const best = Math.min(...ofShape.map(({ fastest }) => fastest));
    return sum + Math.max(0, best - empty.fastest);
  }, 0);
  for (const one of [executor, ...contenders]) one.dispose();
  return {
    stepMs,
    gemmMs,
    products: products.reduce((sum, { count }) => sum + count, 0),
    shapes: products.length,
  };
}

/** Shared tiles are ten times slower where the CPU computes, so they need no trial there. */
const familiesOf = ({ software }: Executor): readonly GemmFamily[] =>
  software ? ['register', 'subgroup'] : ['register', 'shared'];

function productsOf(graph: Graph): readonly Product[] {
  const found = new Map<string, Product>();
  for (const node of graph.nodes) {
    const sizes = sizesOf(node);
    if (sizes === undefined) continue;
    const key = `${node.op} ${Object.values(sizes).join()}`;
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { op: node.op, ...sizes, count });
  }
  return [...found.values()];
}

function sizesOf({ op, inputs: [first, second] }: Node): Pick<Product, 'rows' | 'n' | 'k'> | undefined {
  const [rows = 0, columns = 0] = first?.shape ?? [];
  const [across = 0, along = 0] = second?.shape ?? [];
  switch (op) {
    case 'linear':
      return { rows, n: across, k: columns };
    case 'linear-backward-input':
      return { rows, n: columns, k: along };
    case 'linear-backward-weight':
      return { rows, n: columns, k: along };
    default:
      return undefined;
  }
}

/** All products of one shape, or none of any: what a run takes by itself. */
class Trial {
  fastest = Infinity;
  readonly #session: Session;

  static async open(executor: Executor, product: Product | null): Promise<Trial> {
    const graph = graphOf(product);
    const session = await executor.open(graph, executor.createParameters(layoutOf(graph)), {});
    await session.run(['done']);
    return new Trial(session);
  }

  private constructor(session: Session) {
    this.#session = session;
  }

  async run(): Promise<void> {
    this.fastest = Math.min(this.fastest, await timed(() => this.#session.run(['done'])));
  }
}

/** Named `done` is a result of four numbers that is ready when all the others are. */
function graphOf(product: Product | null): Graph {
  const graph = new GraphBuilder();
  for (let i = 0; i < (product?.count ?? 0); i++) addProduct(graph, product!);
  const few = graph.weight('few', [4, 4]);
  graph.name(
    'done',
    graph.add(linear, [graph.input('one', [1, 4]), few, null, null], { activation: 'none' })[0]!,
  );
  return graph.finish();
}

function addProduct(graph: GraphBuilder, { op, rows, n, k }: Product): void {
  const w = graph.weight('w', [n, k]);
  const input = (name: string, columns: number): Value => inputOnce(graph, name, [rows, columns]);
  switch (op) {
    case 'linear':
      graph.add(linear, [input('x', k), w, null, null], { activation: 'none' });
      break;
    case 'linear-backward-input':
      graph.add(linearBackwardInput, [input('dy', n), w, null]);
      break;
    default:
      graph.add(linearBackwardWeight, [input('dy', n), input('x', k)], { bias: false });
  }
}

const made = new WeakMap<GraphBuilder, Map<string, Value>>();
function inputOnce(graph: GraphBuilder, name: string, shape: readonly number[]): Value {
  const inputs = made.get(graph) ?? new Map<string, Value>();
  made.set(graph, inputs);
  const value = inputs.get(name) ?? graph.input(name, shape);
  inputs.set(name, value);
  return value;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}
