/** @file The switches of MAE's ablation: each trains, is the same run from the same seed, and changes what it should. */

import { beforeAll, describe, expect, it } from 'vitest';
import type { DeepPartial, RunConfig } from '../config/run-config.ts';
import { fingerprint, startedEngine, TINY, type StartedEngine } from './testing/started.ts';

let engine: StartedEngine['engine'];
beforeAll(async () => {
  ({ engine } = await startedEngine());
});

async function trained(change: DeepPartial<RunConfig>): Promise<{ losses: number[]; weights: string }> {
  const whole: object = {
    ...TINY,
    ...change,
    data: { ...TINY.data, ...change.data },
    model: { ...TINY.model, ...change.model },
  };
  await engine.open(whole);
  const reports = await engine.train(8);
  return { losses: reports.map(({ loss }) => loss), weights: fingerprint(await engine.snapshot()) };
}

const SWITCHES: Readonly<Record<string, DeepPartial<RunConfig>>> = {
  'a decoder without blocks': { head: { id: 'decoder', width: 16, depth: 0, heads: 2 } },
  'a decoder of twelve blocks': { head: { id: 'decoder', width: 8, depth: 12, heads: 1 } },
  'mask tokens in the encoder': { model: { id: 'mae', sees: 'all' } },
  'mask tokens in the encoder and a linear head': {
    model: { id: 'mae', sees: 'all' },
    head: { id: 'linear' },
  },
  'mask tokens in the encoder and an MLP head': {
    model: { id: 'mae', sees: 'all' },
    head: { id: 'mlp', width: 20 },
  },
  'a loss on all patches': { loss: { id: 'l2', on: 'all' } },
  'no augmentation': { data: { augment: false as never } },
  'crops alone': { data: { augment: { crop: true, flip: false } } },
  'crops, flips and colour jitter': { data: { augment: { colour: true } } },
};

describe.each(Object.entries(SWITCHES))('%s', (_, change) => {
  it('trains, twice the same, and not as without it', async () => {
    const { losses, weights } = await trained(change);
    expect(losses.every((loss) => Number.isFinite(loss) && loss > 0)).toBe(true);
    expect((await trained(change)).weights).toBe(weights);
    expect((await trained({})).losses).not.toEqual(losses);
  });

  it('answers with a picture', async () => {
    await trained(change);
    const mask = new Uint8Array(16).fill(1, 4, 12);
    const image = { source: 'patterns', index: 1 } as const;
    const picture = await engine.reconstruct({ image, mask, by: 'run', trueStatistics: false });
    expect(picture.errors.every(Number.isFinite)).toBe(true);
  });
});

it('drop path leaves out branches in training and none where a script asks', async () => {
  const model = { id: 'simmim-vit', patch: 8, width: 24, depth: 2, heads: 2 } as const;
  const without = await trained({ model, head: { id: 'linear' } });
  const dropped = await trained({ model: { ...model, dropPath: 0.9 }, head: { id: 'linear' } });
  expect(dropped.losses[0]).not.toBe(without.losses[0]);
  const pixels = new Float32Array(32 * 32 * 3).map((_, i) => Math.sin(i));
  const mask = new Uint8Array(16).fill(1, 4, 12);
  const [first, second] = [
    await engine.forward({ pixels, side: 32, mask }),
    await engine.forward({ pixels, side: 32, mask }),
  ];
  expect(first.loss).toBe(second.loss);
});
