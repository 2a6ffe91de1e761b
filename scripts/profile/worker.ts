/** @file Times each kernel that a training step on the CPU calls, by wrapping what WebAssembly exports. */

import type { CpuExecutorOptions } from '../../src/executors/cpu/cpu-executor.ts';
import { serve, type Port } from '../../src/lib/rpc.ts';
import { cpuTrainer } from '../bench/ours.ts';
import type { Task } from '../../src/trainer/benchmark/task.ts';

/** One kernel with one set of sizes. */
export interface Timed {
  readonly kernel: string;
  readonly sizes: readonly number[];
  /** Calls in a step. */
  calls: number;
  /** Milliseconds of all calls of a step, in the fastest step. */
  ms: number;
}

export interface ProfileApi {
  profile(task: Task, options: CpuExecutorOptions, steps: number): Promise<readonly Timed[]>;
}

/** Arguments from this value on are addresses. */
const FIRST_ADDRESS = 65536;
let current = new Map<string, Timed>();

function timed(kernel: string, run: (...args: number[]) => unknown): (...args: number[]) => unknown {
  return (...args) => {
    const before = performance.now();
    const result = run(...args);
    const ms = performance.now() - before;
    const sizes = args.filter((arg) => arg > 0 && arg < FIRST_ADDRESS);
    const key = `${kernel} ${sizes.join(' ')}`;
    const row = current.get(key) ?? { kernel, sizes, calls: 0, ms: 0 };
    row.calls++;
    row.ms += ms;
    current.set(key, row);
    return result;
  };
}

const instantiate = WebAssembly.instantiate.bind(WebAssembly) as (
  ...args: unknown[]
) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
WebAssembly.instantiate = (async (...args: unknown[]) => {
  const made = await instantiate(...args);
  const { exports } = made.instance;
  const wrapped = Object.fromEntries(
    Object.entries(exports).map(([name, value]) => [
      name,
      typeof value === 'function' ? timed(name, value as (...args: number[]) => unknown) : value,
    ]),
  );
  return { module: made.module, instance: { exports: wrapped } };
}) as never;

serve<ProfileApi, object>(self as unknown as Port, {
  async profile(task, options, steps) {
    const trainer = await cpuTrainer(options)(task);
    await trainer.step();
    const best = new Map<string, Timed>();
    for (let i = 0; i < steps; i++) {
      current = new Map();
      const before = performance.now();
      await trainer.step();
      const whole = { kernel: 'step', sizes: [], calls: 1, ms: performance.now() - before };
      for (const [key, row] of [...current, ['step', whole] as const]) {
        if (row.ms < (best.get(key)?.ms ?? Infinity)) best.set(key, row);
      }
    }
    return [...best.values()];
  },
});
