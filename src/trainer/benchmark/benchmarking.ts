/** @file The benchmark as a task of the engine: checked, with progress, and stopped when asked. */

import { MimError } from '../../lib/errors.ts';
import type { BenchmarkReport, BenchmarkRequest } from '../../protocol/benchmark.ts';
import { checkRequest, runBenchmark } from './benchmark.ts';
import { CONTENDERS } from './contenders.ts';

export class Benchmarking {
  readonly #progress: (done: number, total: number) => void;
  /** Of the one under way, or of the last one. */
  #stopping = new AbortController();
  #isRunning = false;

  constructor(progress: (done: number, total: number) => void) {
    this.#progress = progress;
  }

  /**
   * Throws `busy` while another one runs.
   * @param whilePaused keeps training away
   */
  async run(
    { sizes, rounds }: BenchmarkRequest,
    whilePaused: <T>(task: () => Promise<T>) => Promise<T>,
  ): Promise<BenchmarkReport> {
    checkRequest(sizes, rounds);
    if (this.#isRunning) {
      throw new MimError('busy', 'the benchmark is running already', {
        hint: 'Wait until it has finished, or stop it.',
      });
    }
    this.#isRunning = true;
    const { signal } = (this.#stopping = new AbortController());
    const progress = this.#progress;
    const isCancelled = (): boolean => signal.aborted;
    const options = { sizes, rounds, contenders: CONTENDERS, progress, isCancelled };
    try {
      return await whilePaused(() => runBenchmark(options));
    } finally {
      this.#isRunning = false;
    }
  }

  stop(): void {
    this.#stopping.abort();
  }
}
