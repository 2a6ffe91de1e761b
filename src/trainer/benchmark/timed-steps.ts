/** @file The benchmark's task on one of this repository's executors. */

import type { Executor, Session } from '../../executors/executor.ts';
import { flopsOf } from '../../graph/differentiate.ts';
import type { Graph } from '../../graph/graph.ts';
import { hyperInput } from '../../ops/adamw/adamw.ts';
import { OPS } from '../../ops/index.ts';
import { batchesOf, HYPER, modelOf, ourModel, visibleOf, type Batch, type Task } from './task.ts';

/** One executor at one size, ready for its first step. */
export class TimedSteps {
  readonly graph: Graph;
  readonly flops: number;
  /** Of opening the graph: on a GPU its programs are compiled then. */
  readonly compileMs: number;
  readonly #session: Session;
  readonly #close: () => void;
  readonly #batches: readonly Batch[];
  readonly #problems: Error[] = [];
  #t = 0;

  /** @param ready is called when the weights are on the device and nothing else is */
  static async open(executor: Executor, task: Task, ready?: () => void): Promise<TimedSteps> {
    const { layout, weights } = modelOf(task);
    const model = ourModel(task);
    const visible = model.seen(visibleOf(task));
    const graph = model.graph({
      batch: task.batch,
      visible,
      from: 'patches',
      until: 'update',
      ...(model.canSkip(visibleOf(task)) && { rows: 'hidden' }),
    });
    const parameters = executor.createParameters(layout);
    parameters.write('weights', weights);
    parameters.write('moment1', new Float32Array(layout.trainableSize));
    parameters.write('moment2', new Float32Array(layout.trainableSize));
    ready?.();
    const before = performance.now();
    const session = await executor.open(graph, parameters, {});
    const compileMs = performance.now() - before;
    const close = (): void => {
      session.dispose();
      parameters.dispose();
    };
    return new TimedSteps(executor, session, close, batchesOf(task), compileMs);
  }

  private constructor(
    executor: Executor,
    session: Session,
    close: () => void,
    batches: readonly Batch[],
    compileMs: number,
  ) {
    executor.onError = (error) => this.#problems.push(error);
    this.#session = session;
    this.#close = close;
    this.#batches = batches;
    this.graph = session.graph;
    this.flops = flopsOf(session.graph, OPS);
    this.compileMs = compileMs;
  }

  /** Trains one step. Resolves with its loss when that is on the host. */
  async step(): Promise<number> {
    this.#feed();
    const { loss } = await this.#session.run(['loss']);
    if (this.#problems.length > 0) throw this.#problems[0]!;
    return loss![0]!;
  }

  /** Does all of a step's JavaScript and waits for nothing. */
  queue(): void {
    this.#feed();
    void this.#session.run([]);
  }

  close(): void {
    this.#close();
  }

  #feed(): void {
    const { patches, inputs } = this.#batches[this.#t++ % this.#batches.length]!;
    const session = this.#session;
    session.write('patches', patches);
    for (const [name, data] of Object.entries(inputs)) session.write(name, data);
    session.write('hyper', hyperInput({ ...HYPER, t: this.#t }));
  }
}
