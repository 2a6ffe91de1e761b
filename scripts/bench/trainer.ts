/** @file What the benchmark asks of an engine. */

import type { Task } from '../../src/trainer/benchmark/task.ts';

/** One engine at one size, ready for its first step. */
export interface BenchTrainer {
  /** What computes: the adapter, or the kind of WebAssembly. */
  readonly device: string;
  /** Milliseconds of compiling ahead of the first step; 0 for an engine that compiles in it. */
  readonly compileMs: number;
  /** Bytes that the engine foretold for a step, and that it then allocated; where it foretells. */
  readonly memory?: { readonly predicted: number; readonly allocated: number };
  readonly flops?: number;
  /** Trains one step. Resolves with its loss when that is on the host. */
  step(): Promise<number>;
  /** Does all of a step's JavaScript and nothing else; absent where the call to `step` is all of it. */
  queue?(): void;
}

export type MakeTrainer = (task: Task) => Promise<BenchTrainer>;

/** A training step as an engine's users would write it, in the form of numbers by PyTorch's names. */
export interface NamedWeight {
  readonly name: string;
  /** A linear layer's is [in, out], as these libraries like it. */
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
  readonly decay: boolean;
  readonly trainable: boolean;
}
