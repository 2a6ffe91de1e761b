import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { fingerprint, refusal, startedEngine, TINY, type StartedEngine } from './testing/started.ts';

let engine: Engine;
let heard: StartedEngine['heard'];
beforeAll(async () => {
  ({ engine, heard } = await startedEngine());
});

/** The steepest that a person can choose. */
const STEEP = {
  id: 'adamw',
  learningRate: 10,
  weightDecay: 1,
  beta1: 0,
  beta2: 0,
  epsilon: 1e-12,
  clip: 0,
  layerDecay: 1,
} as const;

describe('a loss that is not finite', () => {
  it('stops the run, brings the last good step back, and training goes on at half the rate', async () => {
    await engine.open({ ...TINY, schedule: { id: 'constant', warmup: 0 } });
    await engine.train(5);
    const good = fingerprint(await engine.snapshot());
    const { config } = await engine.configure({});
    await engine.configure({ optimizer: STEEP });
    const error = await refusal(engine.train(2000));
    expect(error.code).toBe('diverged');
    expect(error.values).toMatchObject({ learningRate: 10, restored: 5 });
    expect(Number(error.values['step'])).toBeGreaterThan(5);
    expect(error.hint).toBe('Halve the learning rate and go on.');
    expect(heard('status').at(-1)).toBe('idle');
    const halved = { ...config.optimizer, learningRate: config.optimizer.learningRate / 2 };
    await engine.configure({ optimizer: config.optimizer });
    expect(fingerprint(await engine.snapshot())).toBe(good);
    await engine.configure({ optimizer: halved });
    const [next] = await engine.train(3);
    expect(next?.step).toBe(6);
    expect(next?.loss).toBeLessThan(20);
  });

  it('takes back the pictures of the steps that are undone', async () => {
    await engine.open({ ...TINY, schedule: { id: 'constant', warmup: 0 } });
    await engine.setProbe({ source: 'patterns', index: 0 }, new Uint8Array(16).fill(1, 4));
    await engine.train(49);
    await engine.configure({ optimizer: STEEP });
    const { values } = await refusal(engine.train(2000));
    expect(values['restored']).toBe(49);
    expect(heard('frame').map(({ step }) => step)).toContain(50);
    expect((await engine.frame(49)).step).toBe(49);
    expect((await refusal(engine.frame(50))).code).toBe('bad-config');
  });

  it('is found in the weights before it is seen in a loss, so that nothing bad is kept', async () => {
    await engine.open(TINY);
    await engine.train(2);
    const good = await engine.snapshot();
    const saved = heard('saved').length;
    const pixels = new Float32Array(32 * 32 * 3).fill(0.5);
    const mask = new Uint8Array(16).map((_, i) => i % 2);
    const burst = { learningRate: 3e38, weightDecay: 0, betas: [0, 0], epsilon: 0 } as const;
    await engine.trainOn(
      [
        { pixels, side: 32, mask },
        { pixels, side: 32, mask },
      ],
      burst,
    );
    const error = await refusal(engine.train(1));
    expect(error.code).toBe('diverged');
    expect(error.values['restored']).toBe(2);
    expect(heard('saved')).toHaveLength(saved);
    expect(fingerprint(await engine.snapshot())).toBe(fingerprint(good));
    expect(await engine.train(1)).toHaveLength(1);
  });
});
