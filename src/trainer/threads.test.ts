/** @file Threads of the CPU executor on whole models: bit for bit what one thread makes. */

import { beforeAll, describe, expect, it } from 'vitest';
import { createCpuExecutor } from '../executors/cpu/cpu-executor.ts';
import type { SpawnThread } from '../executors/cpu/team.ts';
import { nodeSpawner } from '../executors/cpu/testing/node-threads.ts';
import type { Executor } from '../executors/executor.ts';
import { goldenCase, GOLDEN, type GoldenCase } from '../model/testing/golden-case.ts';
import { goldenErrors } from '../model/testing/golden-run.ts';
import { hyperInput } from '../ops/adamw/adamw.ts';
import { readGolden } from './testing/started.ts';

let spawn: SpawnThread;
beforeAll(async () => {
  spawn = await nodeSpawner();
});

/** All numbers of ten steps: losses, then the four flat buffers. */
async function tenSteps(executor: Executor, golden: GoldenCase): Promise<Buffer> {
  const { model, batch, visible, layout } = golden;
  const parameters = executor.createParameters(layout);
  parameters.write('weights', golden.weights);
  const graph = model.graph({ batch, visible, from: 'patches', until: 'update', clip: true });
  const session = await executor.open(graph, parameters, {});
  const made: Float32Array[] = [];
  const hyper = { learningRate: 1e-3, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.05, clip: 1 };
  for (const [t, inputs] of golden.trainInputs.entries()) {
    for (const [name, data] of Object.entries(inputs)) session.write(name, data);
    session.write('hyper', hyperInput({ ...hyper, t: t + 1 }));
    made.push(...Object.values(await session.run(['loss', 'prediction'])));
  }
  for (const which of ['weights', 'gradients', 'moment1', 'moment2'] as const) {
    made.push(await parameters.read(which));
  }
  session.dispose();
  parameters.dispose();
  return Buffer.concat(made.map((numbers) => Buffer.from(numbers.buffer)));
}

describe.each(GOLDEN)('%s on threads', (name) => {
  it.each(['relaxed', 'plain'] as const)('has the bits of one thread, with %s SIMD', async (simd) => {
    const golden = await goldenCase(name, readGolden);
    const one = await createCpuExecutor({ simd });
    const expected = await tenSteps(one, golden);
    expect(expected.length).toBeGreaterThan(4 * golden.layout.size);
    one.dispose();
    for (const threads of [2, 3]) {
      const executor = await createCpuExecutor({ simd, threads, spawn });
      expect(executor.adapter).toContain(`, ${threads} threads`);
      expect((await tenSteps(executor, golden)).equals(expected), executor.adapter).toBe(true);
      executor.dispose();
    }
  });

  it('is what transformers and PyTorch have', async () => {
    const executor = await createCpuExecutor({ threads: 2, spawn });
    const errors = await goldenErrors(executor, await goldenCase(name, readGolden));
    expect(errors.latent).toBeLessThan(2e-5);
    expect(errors.prediction).toBeLessThan(2e-5);
    expect(errors.gradients).toBeLessThan(2e-5);
    expect(errors.loss).toBeLessThan(1e-5);
    expect(errors.trajectory).toBeLessThan(1e-4);
    executor.dispose();
  });

  it('allocates nothing in steady state', async () => {
    const { model, batch, visible, layout, inputs } = await goldenCase(name, readGolden);
    const executor = await createCpuExecutor({ threads: 2, spawn });
    const parameters = executor.createParameters(layout);
    const graph = model.graph({ batch, visible, from: 'patches', until: 'gradients' });
    const predicted = executor.predictBytes(graph);
    const session = await executor.open(graph, parameters, {});
    expect(session.plan.bytes).toBeLessThanOrEqual(predicted);
    for (const [input, data] of Object.entries(inputs)) session.write(input, data);
    await session.run(['loss']);
    const { allocations } = executor.counters();
    for (let step = 0; step < 3; step++) await session.run(['loss']);
    expect(executor.counters().allocations).toBe(allocations);
    executor.dispose();
  });
});
