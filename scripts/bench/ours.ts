/** @file This repository's own executors. */

import { createCpuExecutor, type CpuExecutorOptions } from '../../src/executors/cpu/cpu-executor.ts';
import type { Executor } from '../../src/executors/executor.ts';
import { createWebgpuExecutor } from '../../src/executors/webgpu/webgpu-executor.ts';
import type { Task } from '../../src/trainer/benchmark/task.ts';
import { TimedSteps } from '../../src/trainer/benchmark/timed-steps.ts';
import { gpuCounts } from './counts.ts';
import type { BenchTrainer, MakeTrainer } from './trainer.ts';

export const oursOnWebgpu: MakeTrainer = async (task) => trainerOn(await createWebgpuExecutor(), task);
export const cpuTrainer =
  (options: CpuExecutorOptions): MakeTrainer =>
  async (task) =>
    trainerOn(await createCpuExecutor(options), task);

async function trainerOn(executor: Executor, task: Task): Promise<BenchTrainer> {
  let before = 0;
  const steps = await TimedSteps.open(executor, task, () => {
    before = gpuCounts().allocatedBytes;
  });
  const { graph, flops, compileMs } = steps;
  const allocated = gpuCounts().allocatedBytes - before;
  return {
    device: executor.adapter,
    compileMs,
    flops,
    step: () => steps.step(),
    ...(executor.backend === 'webgpu' && {
      memory: { predicted: executor.predictBytes(graph), allocated },
      queue() {
        steps.queue();
      },
    }),
  };
}
