/** @file This repository's own executors. */

import { createCpuExecutor, type CpuExecutorOptions } from '../../src/executors/cpu/cpu-executor.ts';
import type { Executor } from '../../src/executors/executor.ts';
import { createWebgpuExecutor } from '../../src/executors/webgpu/webgpu-executor.ts';
import { flopsOf } from '../../src/graph/differentiate.ts';
import { hyperInput } from '../../src/ops/adamw/adamw.ts';
import { OPS } from '../../src/ops/index.ts';
import { gpuCounts } from './counts.ts';
import { batchesOf, HYPER, modelOf, ourModel, visibleOf, type Task } from './task.ts';
import type { BenchTrainer, MakeTrainer } from './trainer.ts';

export const oursOnWebgpu: MakeTrainer = async (task) => trainerOn(await createWebgpuExecutor(), task);
export const cpuTrainer =
  (options: CpuExecutorOptions): MakeTrainer =>
  async (task) =>
    trainerOn(await createCpuExecutor(options), task);
export const oursOnCpu = cpuTrainer({});

async function trainerOn(executor: Executor, task: Task): Promise<BenchTrainer> {
  const problems: Error[] = [];
  executor.onError = (error) => problems.push(error);
  const { layout, weights } = modelOf(task);
  const visible = visibleOf(task);
  const graph = ourModel(task).graph({ batch: task.batch, visible, from: 'patches', until: 'update' });
  const parameters = executor.createParameters(layout);
  parameters.write('weights', weights);
  parameters.write('moment1', new Float32Array(layout.trainableSize));
  parameters.write('moment2', new Float32Array(layout.trainableSize));
  const bytes = gpuCounts().allocatedBytes;
  const before = performance.now();
  const session = await executor.open(graph, parameters, {});
  const compileMs = performance.now() - before;
  const allocated = gpuCounts().allocatedBytes - bytes;
  const batches = batchesOf(task);
  let t = 0;
  const feed = (): void => {
    const { patches, indices, lossWeight } = batches[t++ % batches.length]!;
    session.write('patches', patches);
    for (const [name, data] of Object.entries(indices)) session.write(name, data as Int32Array<ArrayBuffer>);
    session.write('lossWeight', lossWeight);
    session.write('hyper', hyperInput({ ...HYPER, t }));
  };
  return {
    device: executor.adapter,
    compileMs,
    flops: flopsOf(graph, OPS),
    ...(executor.backend === 'webgpu' && {
      memory: { predicted: executor.predictBytes(graph), allocated },
      queue() {
        feed();
        void session.run([]);
      },
    }),
    async step() {
      feed();
      const { loss } = await session.run(['loss']);
      if (problems.length > 0) throw problems[0]!;
      return loss![0]!;
    },
  };
}
