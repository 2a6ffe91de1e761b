import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../graph/graph.ts';
import { goldenCase, type GoldenCase, type ReadGolden } from '../../model/testing/golden-case.ts';
import type { Executor, Parameters, Session } from '../executor.ts';
import { createWebgpuExecutor } from './webgpu-executor.ts';

const read: ReadGolden = async (name, file) =>
  new Uint8Array(
    await (await fetch(new URL(`../../../golden/${name}/${file}`, import.meta.url))).arrayBuffer(),
  );

let executor: Executor;
let golden: GoldenCase;
let parameters: Parameters;
const problems: string[] = [];
beforeAll(async () => {
  executor = await createWebgpuExecutor({ longestSubmitMs: Infinity });
  executor.onError = ({ message }) => problems.push(message);
  golden = await goldenCase('mae-32-p4', read);
  parameters = executor.createParameters(golden.layout);
  parameters.write('weights', golden.weights);
});
afterAll(() => {
  executor.dispose();
  expect(problems).toEqual([]);
});

const graphOf = (
  until: 'decode' | 'gradients' | 'update',
  { batch, visible }: Pick<GoldenCase, 'batch' | 'visible'> = golden,
): Graph => golden.model.graph({ batch, visible, from: 'patches', until });
const feed = (session: Session): void => {
  for (const [name, data] of Object.entries(golden.inputs)) session.write(name, data);
};

it('gives gradients that are truly zero as less than a millionth of the largest', async () => {
  const session = await executor.open(graphOf('gradients'), parameters, {});
  feed(session);
  await session.run(['loss']);
  const gradients = await parameters.read('gradients');
  session.dispose();
  const largest = gradients.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const keys = golden.specs.filter(({ name }) => name.endsWith('attn.qkv.bias'));
  expect(keys.length).toBeGreaterThan(1);
  for (const { name, shape } of keys) {
    const [rows = 0] = shape;
    const at = golden.layout.offsets.get(name)!;
    // A number added to all keys adds the same to all scores of a query, and softmax takes no notice.
    const ofKeys = gradients.subarray(at + rows / 3, at + (2 * rows) / 3);
    expect(Math.max(...ofKeys.map(Math.abs)), name).toBeLessThan(1e-6 * largest);
    expect(Math.max(...gradients.subarray(at, at + rows / 3).map(Math.abs)), name).toBeGreaterThan(
      1e-5 * largest,
    );
  }
});

it('is ready for another batch or mask ratio in less than 100 ms, and compiles nothing for it', async () => {
  (await executor.open(graphOf('update'), parameters, {})).dispose();
  const { pipelines } = executor.counters();
  let fastest = Infinity;
  for (const sizes of [
    { batch: 3, visible: 7 },
    { batch: 5, visible: 7 },
    { batch: 5, visible: 20 },
    { batch: 2, visible: 33 },
  ]) {
    const before = performance.now();
    const session = await executor.open(graphOf('update', sizes), parameters, {});
    fastest = Math.min(fastest, performance.now() - before);
    session.dispose();
  }
  expect(executor.counters().pipelines).toBe(pipelines);
  expect(fastest).toBeLessThan(100);
});

describe('bytes', () => {
  let alive = 0;
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  beforeAll(() => {
    GPUDevice.prototype.createBuffer = function (descriptor) {
      alive += descriptor.size;
      return createBuffer.call(this, descriptor);
    };
    GPUBuffer.prototype.destroy = function () {
      alive -= this.size;
      destroy.call(this);
      return undefined;
    };
  });
  afterAll(() => {
    GPUDevice.prototype.createBuffer = createBuffer;
    GPUBuffer.prototype.destroy = destroy;
  });

  it.each([
    ['a training step', 'update', ['loss']],
    ['a forward pass whose results are read', 'decode', ['loss', 'prediction', 'latent']],
  ] as const)('are foretold within 5 % for %s', async (_, until, reads) => {
    const graph = graphOf(until);
    const before = alive;
    const session = await executor.open(graph, parameters, {});
    feed(session);
    await session.run(reads);
    const allocated = alive - before;
    expect(executor.predictBytes(graph, reads) / allocated).toBeCloseTo(1, 2);
    session.dispose();
    expect(alive).toBe(before);
  });
});
