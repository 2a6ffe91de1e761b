/** @file A Swin's step on WebGPU: what it costs, and that sums over windows have the same bits each time. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { goldenCase, type ReadGolden } from '../../model/testing/golden-case.ts';
import { hyperInput } from '../../ops/adamw/adamw.ts';
import type { Executor, Parameters, Session } from '../executor.ts';
import { createWebgpuExecutor } from './webgpu-executor.ts';

const read: ReadGolden = async (name, file) =>
  new Uint8Array(
    await (await fetch(new URL(`../../../golden/${name}/${file}`, import.meta.url))).arrayBuffer(),
  );
const RATES = { learningRate: 1e-3, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.05, clip: 0 };

let executor: Executor;
const problems: string[] = [];
beforeAll(async () => {
  executor = await createWebgpuExecutor({ longestSubmitMs: Infinity });
  executor.onError = ({ message }) => problems.push(message);
});
afterAll(() => {
  executor.dispose();
  expect(problems).toEqual([]);
});

async function trained(): Promise<{ session: Session; parameters: Parameters }> {
  const { batch, visible, model, layout, weights, trainInputs } = await goldenCase('simmim-swin-64-p4', read);
  const parameters = executor.createParameters(layout);
  parameters.write('weights', weights);
  const graph = model.graph({ batch, visible, from: 'patches', until: 'update' });
  const session = await executor.open(graph, parameters, {});
  for (let t = 0; t < 2; t++) {
    for (const [name, data] of Object.entries(trainInputs[t]!)) session.write(name, data);
    session.write('hyper', hyperInput({ ...RATES, t: t + 1 }));
    await session.run(['loss']);
  }
  return { session, parameters };
}

it('has the same bits twice, tables of windows included', async () => {
  const [first, second] = [await trained(), await trained()];
  expect(await second.parameters.read('weights')).toEqual(await first.parameters.read('weights'));
  for (const { session, parameters } of [first, second]) {
    session.dispose();
    parameters.dispose();
  }
});

it('is one submit of at most 20 dispatches a block and 25, and allocates nothing once warm', async () => {
  const { session, parameters } = await trained();
  const before = executor.counters();
  for (let i = 0; i < 2; i++) await session.run(['loss']);
  const after = executor.counters();
  expect(after.submits - before.submits).toBe(2);
  const blocks = 4; // 17 each, 2 more for each of the two that shift, 27 for all the rest
  expect((after.dispatches - before.dispatches) / 2).toBeLessThanOrEqual(20 * blocks + 25);
  expect(after.allocations).toBe(before.allocations);
  expect(after.pipelines).toBe(before.pipelines);
  session.dispose();
  parameters.dispose();
});
