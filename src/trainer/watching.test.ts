/** @file What is seen of a run while it trains: held-out loss, film strip, reconstructions; and who may interrupt whom. */

import { beforeAll, describe, expect, it } from 'vitest';
import type { ImageRef } from '../protocol/api.ts';
import type { Engine } from './engine.ts';
import {
  drawnImages,
  fingerprint,
  refusal,
  startedEngine,
  TINY,
  type StartedEngine,
} from './testing/started.ts';

const IMAGE: ImageRef = { source: 'patterns', index: 3 };
const MASK = new Uint8Array(16).map((_, i) => (i % 4 === 0 ? 0 : 1));
const REQUEST = { image: IMAGE, mask: MASK, by: 'run', trueStatistics: false } as const;

let engine: Engine;
let heard: StartedEngine['heard'];
beforeAll(async () => {
  ({ engine, heard } = await startedEngine());
});

describe('the held-out loss', () => {
  it('falls below that of the visible mean within a small budget', async () => {
    await engine.open({
      ...TINY,
      data: { source: 'patterns', side: 32, patterns: { count: 512 } },
      model: { id: 'mae', patch: 8, width: 48, depth: 1, heads: 3 },
      head: { id: 'decoder', width: 32, depth: 1, heads: 2 },
      mask: { id: 'random', ratio: 0.6 },
      optimizer: { id: 'adamw', learningRate: 0.003 },
      batch: 16,
    });
    await engine.train(350);
    const reports = heard('heldOut');
    const [first, last] = [reports[0], reports.at(-1)];
    expect([first?.step, last?.step]).toEqual([0, 350]);
    expect(new Set(reports.map(({ visibleMeanLoss }) => visibleMeanLoss)).size).toBe(1);
    expect(last?.loss).toBeLessThan(0.8 * (first?.loss ?? 0));
    expect(last?.loss).toBeLessThan(last?.visibleMeanLoss ?? 0);
  });
});

describe('the film strip', () => {
  it('has frames of steps 0, 50, 100 and the last, and no other', async () => {
    await engine.open(TINY);
    await engine.setProbe(IMAGE, MASK);
    const before = heard('frame').length;
    await engine.train(103);
    expect(heard('frame').slice(before)).toEqual([0, 50, 100, 103].map((step) => ({ step })));
    for (const step of [0, 50, 100]) {
      const frame = await engine.frame(step);
      expect([frame.step, frame.reconstruction.step, frame.similarity.n]).toEqual([step, step, 16]);
      expect(frame.reconstruction.mask).toEqual(MASK);
    }
    const [early, late] = [await engine.frame(0), await engine.frame(100)];
    expect(late.reconstruction.loss).toBeLessThan(early.reconstruction.loss);
    const { code, message } = await refusal(engine.frame(51));
    expect([code, message]).toEqual(['bad-config', 'there is no picture of step 51']);
  });

  it('starts anew with another run', async () => {
    await engine.open(TINY);
    expect((await refusal(engine.frame(0))).code).toBe('bad-config');
  });

  it('never stops training, whatever became of its probe', async () => {
    const { engine: own, heard: said } = await startedEngine();
    await own.open(TINY);
    await own.setImages(drawnImages(4, 32), 32);
    await own.setProbe({ source: 'own', index: 3 }, MASK);
    await own.setImages(drawnImages(2, 32), 32); // picture 3 is gone
    expect(await own.train(1)).toHaveLength(1);
    await own.setProbe({ source: 'own', index: 0 }, MASK);
    await own.open({ ...TINY, model: { ...TINY.model, patch: 4 } }); // the mask is of another grid
    expect(await own.train(1)).toHaveLength(1);
    expect(said('frame')).toEqual([]);
  });
});

describe('a reconstruction', () => {
  it('is of the picture and the mask that were asked for', async () => {
    await engine.open(TINY);
    const found = await engine.reconstruct(REQUEST);
    expect(found).toMatchObject({ step: 0, side: 32, patch: 8, shows: 'pixels' });
    expect(found.mask).toEqual(MASK);
    expect(found.rgba).toHaveLength(32 * 32 * 4);
    expect(found.errors).toHaveLength(16);
    const again = await engine.reconstruct(REQUEST);
    expect([again.loss, again.psnrDb]).toEqual([found.loss, found.psnrDb]);
  });

  it('has no loss and no noise where nothing is hidden', async () => {
    await engine.open(TINY);
    const { loss, psnrDb } = await engine.reconstruct({ ...REQUEST, mask: new Uint8Array(16) });
    expect([loss, psnrDb]).toEqual([0, Infinity]);
  });

  it('is refused for a mask of another grid, for one that hides all, and for a picture that is not there', async () => {
    await engine.open(TINY);
    const calls = [
      engine.reconstruct({ ...REQUEST, mask: new Uint8Array(64) }),
      engine.reconstruct({ ...REQUEST, mask: new Uint8Array(16).fill(1) }),
      engine.reconstruct({ ...REQUEST, image: { source: 'patterns', index: 64 } }),
    ];
    for (const call of calls) expect((await refusal(call)).code).toBe('bad-config');
  });

  it('changes nothing about the losses of a run that trains meanwhile', async () => {
    await engine.open(TINY);
    const alone = await engine.train(40);
    await engine.open(TINY);
    const work = engine.train(40);
    const asked: number[] = [];
    for (let i = 0; i < 10; i++) {
      const mask = new Uint8Array(16).fill(1, i + 1); // each hides another number
      asked.push((await engine.reconstruct({ ...REQUEST, mask })).step);
      await engine.similarity({ image: IMAGE, layer: i % 2, by: 'run', mask });
    }
    expect((await work).map(({ loss }) => loss)).toEqual(alone.map(({ loss }) => loss));
    expect(asked.toSorted((a, b) => a - b)).toEqual(asked);
  });
});

describe('calls that meet', () => {
  it('open stops training and whoever waited gets the new run', async () => {
    await engine.open(TINY);
    const work = engine.train(null);
    const opened = engine.open({ ...TINY, seed: 8 });
    const asked = Array.from({ length: 4 }, () => engine.reconstruct(REQUEST));
    const info = await opened;
    expect(info).toMatchObject({ step: 0, config: { seed: 8 } });
    await work;
    await Promise.all(asked);
    expect((await engine.train(2)).map(({ step }) => step)).toEqual([1, 2]);
  });

  it('training asked for while a run is being opened trains that run', async () => {
    await engine.open({ ...TINY, seed: 8 });
    const wanted = (await engine.train(3)).map(({ loss }) => loss);
    await engine.open(TINY);
    const opening = engine.open({ ...TINY, seed: 8 });
    expect((await engine.train(3)).map(({ loss }) => loss)).toEqual(wanted);
    await opening;
  });

  it('pause ends training that has only just been asked for', async () => {
    await engine.open(TINY);
    const work = engine.train(null);
    expect(await engine.pause()).toEqual({ step: 0 });
    expect(await work).toEqual([]);
    expect(await engine.train(1)).toHaveLength(1);
  });

  it('a second training is refused, and so are given steps meanwhile', async () => {
    await engine.open(TINY);
    const work = engine.train(null);
    expect((await refusal(engine.train(1))).code).toBe('busy');
    const options = { learningRate: 1e-3, weightDecay: 0, betas: [0.9, 0.95], epsilon: 1e-8 } as const;
    expect((await refusal(engine.trainOn([], options))).code).toBe('busy');
    await engine.pause();
    await work;
  });

  it('a snapshot in the middle of training is that of one step', async () => {
    await engine.open(TINY);
    const work = engine.train(30);
    const snapshot = await engine.snapshot();
    await work;
    const { engine: other } = await startedEngine();
    await other.open(TINY);
    await other.train(snapshot.step);
    expect(fingerprint(await other.snapshot())).toBe(fingerprint(snapshot));
  });

  it('nothing can be asked before the engine has started or a run is open', async () => {
    const { engine: idle } = await startedEngine();
    for (const call of [idle.train(1), idle.weights(), idle.configure({}), idle.reconstruct(REQUEST)]) {
      expect((await refusal(call)).code).toBe('busy');
    }
    expect((await refusal(idle.open({ batch: 0 }))).code).toBe('bad-config');
  });
});
