/** @file The executors that a device may have, each made afresh for the benchmark. */

import { createCpuExecutor } from '../../executors/cpu/cpu-executor.ts';
import type { Contender } from './benchmark.ts';

/** The CPU first: it is everywhere, so its losses are the measure. */
export const CONTENDERS: readonly Contender[] = [
  { id: 'cpu', make: () => createCpuExecutor() },
  {
    id: 'webgpu',
    async make() {
      const { createWebgpuExecutor } = await import('../../executors/webgpu/webgpu-executor.ts');
      return createWebgpuExecutor();
    },
  },
];
