import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { refusal, startedEngine, TINY, type StartedEngine } from './testing/started.ts';

let engine: Engine;
let heard: StartedEngine['heard'];
beforeAll(async () => {
  ({ engine, heard } = await startedEngine());
});

const last = (): number => heard('heartbeat').at(-1)?.stepMilliseconds ?? 0;

describe('a sign of life', () => {
  it('tells of a slower step before it begins, since none comes while the CPU computes', async () => {
    await engine.open(TINY);
    const small = last();
    expect(small).toBeGreaterThan(0);
    await engine.configure({ batch: 256 });
    expect(last()).toBeGreaterThan(20 * small);
    await engine.open(TINY);
    expect(last()).toBeCloseTo(small, 6);
  });

  it('tells how long a step on a script’s own batch may take', async () => {
    await engine.open(TINY);
    const before = last();
    const images = 128;
    const pixels = new Float32Array(images * 32 * 32 * 3);
    const mask = new Uint8Array(images * 16).map((_, i) => i % 2);
    await engine.gradients({ pixels, side: 32, mask });
    expect(last()).toBeGreaterThan(10 * before);
  });

  it('comes between the steps of a script', async () => {
    await engine.open(TINY);
    const pixels = new Float32Array(32 * 32 * 3);
    const mask = new Uint8Array(16).map((_, i) => i % 2);
    let others = 0;
    const timer = setInterval(() => others++, 1);
    const batches = Array.from({ length: 200 }, () => ({ pixels, side: 32, mask }));
    await engine.trainOn(batches, { learningRate: 1e-4, weightDecay: 0, betas: [0.9, 0.95], epsilon: 1e-8 });
    clearInterval(timer);
    expect(others).toBeGreaterThan(3);
  });
});

describe('a snapshot for the page', () => {
  it('is refused where the weights are not finite, so that the last good one stays', async () => {
    await engine.open(TINY);
    const pixels = new Float32Array(32 * 32 * 3).fill(0.5);
    const mask = new Uint8Array(16).map((_, i) => i % 2);
    const batch = { pixels, side: 32, mask };
    const burst = { learningRate: 3e38, weightDecay: 0, betas: [0, 0], epsilon: 0 } as const;
    await engine.trainOn([batch, batch], burst);
    expect((await refusal(engine.snapshot())).code).toBe('diverged');
  });
});
