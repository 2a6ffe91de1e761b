/** @file The benchmark as a task of the engine: checked, with progress, and stopped when asked. */

import type { BenchmarkReport, BenchmarkRequest } from '../../protocol/benchmark.ts';
import { checkRequest, runBenchmark } from './benchmark.ts';
import { CONTENDERS } from './contenders.ts';

export class Benchmarking {
  readonly #progress: (done: number, total: number) => void;
  /** Of the one under way, or of the last one. */
  #stopping = new AbortController();

  constructor(progress: (done: number, total: number) => void) {
    this.#progress = progress;
  }

  /** @param whilePaused keeps training away */
  async run(
    { sizes, rounds }: BenchmarkRequest,
    whilePaused: <T>(task: () => Promise<T>) => Promise<T>,
  ): Promise<BenchmarkReport> {
    checkRequest(sizes, rounds);
    const { signal } = (this.#stopping = new AbortController());
    const progress = this.#progress;
    const isCancelled = (): boolean => signal.aborted;
    return whilePaused(() => runBenchmark({ sizes, rounds, contenders: CONTENDERS, progress, isCancelled }));
  }

  stop(): void {
    this.#stopping.abort();
  }
}
