/** @file What the page and the trainer say to each other about speed. */

import type { WireError } from '../lib/errors.ts';

/** Models of `trainer/benchmark/task.ts`, the smallest first. */
export const BENCHMARK_SIZES = ['tiny', 'small', 'target'] as const;
export type BenchmarkSize = (typeof BENCHMARK_SIZES)[number];

export interface BenchmarkRequest {
  readonly sizes: readonly BenchmarkSize[];
  /** Of each executor, at each size; 1..20. */
  readonly rounds: number;
}

/** One executor at one size. What could not be measured is absent, and `problem` says why. */
export interface BenchmarkRow {
  readonly engine: 'cpu' | 'webgpu';
  readonly size: BenchmarkSize;
  readonly batch: number;
  /** What computes: the adapter, or the kind of WebAssembly. */
  readonly device?: string;
  readonly software?: boolean;
  /** Of its programs, ahead of the first step. */
  readonly compileMs?: number;
  /** The first step, with its loss on the host. */
  readonly firstMs?: number;
  /** Largest difference of ten losses from the first executor's, relative to the loss. */
  readonly agreement?: number;
  /** Of a step. */
  readonly flops?: number;
  /** Steps that were timed. */
  readonly steps?: number;
  readonly minMs?: number;
  readonly medianMs?: number;
  readonly problem?: WireError;
}

export interface BenchmarkReport {
  readonly rows: readonly BenchmarkRow[];
}
