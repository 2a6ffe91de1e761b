import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOLDEN, goldenCase, type ReadGolden } from '../../model/testing/golden-case.ts';
import { goldenErrors } from '../../model/testing/golden-run.ts';
import { hyperInput } from '../../ops/adamw/adamw.ts';
import { caseName, OP_CASES } from '../../ops/cases.ts';
import type { Executor, Session } from '../executor.ts';
import { relativeError, runCase } from '../run-case.ts';
import { createWebgpuExecutor } from './webgpu-executor.ts';

const read: ReadGolden = async (name, file) =>
  new Uint8Array(
    await (await fetch(new URL(`../../../golden/${name}/${file}`, import.meta.url))).arrayBuffer(),
  );

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

describe('every kernel equals its reference', () => {
  it.each(OP_CASES.map((opCase) => [caseName(opCase), opCase] as const))('%s', async (_, opCase) => {
    for (const outcome of await runCase(executor, opCase)) {
      expect(relativeError(outcome), outcome.name).toBeLessThan(5e-6);
    }
    expect(problems).toEqual([]);
  });
});

describe('against transformers and PyTorch', () => {
  it.each(GOLDEN)('%s', async (name) => {
    const errors = await goldenErrors(executor, await goldenCase(name, read));
    expect(errors.latent).toBeLessThan(2e-5);
    expect(errors.prediction).toBeLessThan(2e-5);
    expect(errors.gradients).toBeLessThan(2e-5);
    expect(errors.trajectory).toBeLessThan(1e-4);
  });
});

describe('a training step', () => {
  const train = async (seed: number, on = executor): Promise<{ losses: number[]; session: Session }> => {
    const golden = await goldenCase('mae-32-p4', read);
    const { batch, visible, model, layout } = golden;
    const parameters = on.createParameters(layout);
    parameters.write('weights', golden.weights);
    parameters.write('moment1', new Float32Array(layout.trainableSize));
    parameters.write('moment2', new Float32Array(layout.trainableSize));
    const graph = model.graph({ batch, visible, from: 'patches', until: 'update', clip: seed > 0 });
    const session = await on.open(graph, parameters, {});
    const losses: number[] = [];
    for (let t = 0; t < 6; t++) {
      for (const [name, data] of Object.entries(golden.trainInputs[t]!)) session.write(name, data);
      const rates = {
        learningRate: 1e-3,
        beta1: 0.9,
        beta2: 0.95,
        epsilon: 1e-8,
        weightDecay: 0.05,
        clip: 1,
      };
      session.write('hyper', hyperInput({ ...rates, t: t + 1 }));
      losses.push((await session.run(['loss']))['loss']![0]!);
    }
    return { losses, session };
  };

  it('is one submit of 16 (L + L_dec) + 22 dispatches, and allocates and compiles nothing once warm', async () => {
    const { session } = await train(0);
    const { shape, layers: depth } = (await goldenCase('mae-32-p4', read)).model;
    const decoderDepth = shape.head.kind === 'decoder' ? shape.head.depth : 0;
    await session.run(['loss']);
    const before = executor.counters();
    for (let i = 0; i < 5; i++) await session.run(['loss']);
    const after = executor.counters();
    expect(after.submits - before.submits).toBe(5);
    expect((after.dispatches - before.dispatches) / 5).toBe(16 * (depth + decoderDepth) + 22);
    expect(after.allocations).toBe(before.allocations);
    expect(after.pipelines).toBe(before.pipelines);
    session.dispose();
  });

  it('gives the same bits twice, with clipping too', async () => {
    const first = await train(1);
    const second = await train(1);
    expect(second.losses).toEqual(first.losses);
    expect(new Set(first.losses).size).toBe(6);
    first.session.dispose();
    second.session.dispose();
  });

  it('may be cut into several submits, with the same bits', async () => {
    const whole = await train(0);
    const cutting = await createWebgpuExecutor({ longestSubmitMs: 0.1 });
    cutting.onError = ({ message }) => problems.push(message);
    const inParts = await train(0, cutting);
    expect(inParts.losses).toEqual(whole.losses);
    const { submits, dispatches } = cutting.counters();
    expect(submits).toBeGreaterThan(3 * inParts.losses.length);
    await inParts.session.run(['loss']);
    const after = cutting.counters();
    expect(after.dispatches - dispatches).toBe(dispatches / inParts.losses.length); // none is lost, none is run twice
    whole.session.dispose();
    cutting.dispose();
    expect(problems).toEqual([]);
  });
});
