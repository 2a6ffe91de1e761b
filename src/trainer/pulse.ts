/** @file Signs of life: the page takes an engine for dead that is silent for longer than its next step may take. */

import type { Executor } from '../executors/executor.ts';
import { flopsOf } from '../graph/differentiate.ts';
import { OPS } from '../ops/index.ts';
import type { Batch } from '../protocol/api.ts';
import { predict, type Run } from './run.ts';
import type { RunConfig } from '../config/run-config.ts';
import type { Emit } from './training.ts';

const EVERY_MS = 1000;
/** The held-out set, 32 images forward, takes as long as a training step of about this many. */
const LEAST_BATCH = 8;

export class Pulse {
  readonly #emit: Emit;
  readonly #run: () => Run | null;
  /** Floating-point operations in a millisecond; 0 until the executor has been measured. */
  #speed = 0;
  #executor: Executor | null = null;
  #predicted: { readonly config: RunConfig; readonly flops: number } | null = null;
  /** Of the largest step that a script has asked for and that is not over. */
  #scriptedFlops = 0;

  constructor(emit: Emit, run: () => Run | null) {
    this.#emit = emit;
    this.#run = run;
  }

  /** @param gigaflops as measured */
  start(executor: Executor, gigaflops: number): void {
    this.#executor = executor;
    this.#speed = gigaflops * 1e6;
    setInterval(() => this.beat(), EVERY_MS);
  }

  /** Before a step of another size than the last, since a step on the CPU lets no timer run until it is over. */
  beat(): void {
    const flops = Math.max(this.#stepFlops(), this.#scriptedFlops);
    this.#emit('heartbeat', { stepMilliseconds: this.#speed === 0 ? 0 : flops / this.#speed });
  }

  /** Runs `task`, in which steps on these batches may be under way; at most all of their patches are visible. */
  async during<T>(batches: readonly Batch[], task: () => Promise<T>): Promise<T> {
    const model = this.#run()?.model;
    const pixels = Math.max(0, ...batches.map((batch) => batch.pixels.length));
    const images = model === undefined ? 0 : Math.floor(pixels / (3 * model.shape.side ** 2));
    if (model !== undefined && images > 0) {
      const options = { batch: images, visible: model.tokens, from: 'patches', until: 'update' } as const;
      this.#scriptedFlops = flopsOf(model.graph(options), OPS);
      this.beat();
    }
    try {
      return await task();
    } finally {
      this.#scriptedFlops = 0;
    }
  }

  #stepFlops(): number {
    const config = this.#run()?.config;
    if (config === undefined || this.#executor === null) return 0;
    if (this.#predicted?.config !== config) {
      const batch = Math.max(LEAST_BATCH, config.batch);
      const { graph } = predict(this.#executor, { ...config, batch }, 1); // too dear for every second
      this.#predicted = { config, flops: flopsOf(graph, OPS) };
    }
    return this.#predicted.flops;
  }
}
