/** @file The profile's page: one worker that times the kernels of the CPU executor. */

import type { CpuExecutorOptions } from '../../src/executors/cpu/cpu-executor.ts';
import { createClient, type Port } from '../../src/lib/rpc.ts';
import type { ProfileApi, Timed } from './worker.ts';
import { SIZES, type Task } from '../../src/trainer/benchmark/task.ts';

const tasks: Readonly<Record<string, Task>> = SIZES;

const profile = async (
  size: string,
  options: CpuExecutorOptions,
  steps: number,
): Promise<readonly Timed[]> => {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { type: 'module' });
  const { call } = createClient<ProfileApi, object>(worker as unknown as Port);
  const timed = await call.profile(tasks[size]!, options, steps);
  worker.terminate();
  return timed;
};

declare global {
  interface Window {
    profile: typeof profile;
  }
}
window.profile = profile;
