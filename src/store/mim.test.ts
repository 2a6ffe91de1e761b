// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MimError } from '../lib/errors.ts';
import { installMim, type Mim } from './mim.ts';
import { app } from './store.ts';
import { SNAPSHOT_EVERY_MS } from './snapshots.ts';
import { settle, testPage, until, type TestPage } from './testing/page.ts';

let page: TestPage;
let mim: Mim;
beforeEach(async () => {
  page = await testPage();
  mim = installMim(page.engine.ready);
});
afterEach(() => page.engine.stop());

const image = (count = 1): Float32Array => new Float32Array(count * 64 * 64 * 3).fill(0.5);
const batch = { pixels: image(2), side: 64, mask: new Uint8Array(128) };
const optimizer = { learningRate: 1e-3, weightDecay: 0, betas: [0.9, 0.95], epsilon: 1e-8 } as const;

describe('window.mim', () => {
  it('is there at once, and says which engine it has', async () => {
    expect(window.mim).toBe(mim);
    expect(mim.version).toBe(1);
    await expect(mim.ready).resolves.toEqual({ backend: 'webgpu', adapter: 'double', software: false });
  });

  it('opens a run that the page then shows', async () => {
    const info = await mim.open({ preset: 'mae-xs', seed: 5, batch: 4 });
    expect(info).toMatchObject({
      step: 0,
      tokens: 64,
      config: { seed: 5, batch: 4, mask: { id: 'random' } },
    });
    expect(app.getState()).toMatchObject({ run: { id: info.id }, draft: info.config });
    expect(app.getState().runs).toHaveLength(1);
    await until(({ answerer }) => answerer === 'run');
  });

  it('trains exactly the steps that it was asked for, and the page counts along', async () => {
    await mim.open({ preset: 'mae-xs' });
    const reports = await mim.train(7);
    expect(reports.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await until(({ run }) => run?.step === 7);
    expect(app.getState().runs[0]).toMatchObject({ step: 7, loss: 1 / 7 });
    expect(app.getState().historyVersion).toBeGreaterThan(0);
  });

  it('keeps what a script has trained, should the worker die later', async () => {
    await mim.open({ preset: 'mae-xs' });
    await settle();
    const before = page.newest().asked('snapshot').length;
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: now + SNAPSHOT_EVERY_MS });
    try {
      await mim.trainOn([batch], optimizer);
      await settle();
      await mim.trainOn([batch], optimizer); // soon after: not each time
      await settle();
    } finally {
      vi.useRealTimers();
    }
    expect(page.newest().asked('snapshot')).toHaveLength(before + 1);
  });

  it('asks the run that was opened just before, also without waiting for it', async () => {
    const opened = mim.open({ preset: 'mae-xs' });
    const trained = mim.train(2);
    await opened;
    await expect(trained).resolves.toHaveLength(2);
  });

  it('makes imported weights the run', async () => {
    await mim.open({ preset: 'mae-s' });
    const report = await mim.importWeights(new Uint8Array(4), '{}');
    expect(report.matched).toBe(10);
    expect(app.getState().run).toMatchObject({ origin: 'imported' });
    expect(app.getState().runs).toHaveLength(2);
  });

  it('trains on images that were given as numbers', async () => {
    await mim.open({ preset: 'mae-xs' });
    const pixels = image(3);
    await expect(mim.setImages(pixels, 64, new Int32Array(3))).resolves.toEqual({ count: 3 });
    expect(app.getState().draft.data.source).toBe('own');
    expect(app.getState().image).toEqual({ source: 'own', index: 0 });
    expect(pixels).toHaveLength(3 * 64 * 64 * 3); // the script keeps its array
  });
});

describe('bad arguments', () => {
  const nonsense: readonly (readonly [string, (given: Mim) => Promise<unknown>])[] = [
    ['no config', (m) => m.open(undefined as never)],
    ['a NaN in the config', (m) => m.open({ optimizer: { learningRate: Number.NaN } })],
    ['a function in the config', (m) => m.open({ batch: (() => 1) as never })],
    ['an unknown model', (m) => m.open({ model: { id: 'unknown' as never } })],
    ['half a step', (m) => m.train(0.5)],
    ['steps before the first', (m) => m.train(-1)],
    ['pixels of a wrong length', (m) => m.forward({ ...batch, pixels: image().subarray(1) })],
    ['pixels that are no Float32Array', (m) => m.forward({ ...batch, pixels: [...image(2)] as never })],
    ['pixels with a NaN', (m) => m.forward({ ...batch, pixels: image(2).fill(Number.NaN, 5, 6) })],
    ['both mask and noise', (m) => m.forward({ ...batch, noise: new Float32Array(128) })],
    ['neither mask nor noise', (m) => m.gradients({ pixels: image(), side: 64 })],
    ['a mask of another length', (m) => m.gradients({ ...batch, mask: new Uint8Array(64) })],
    [
      'noise with a NaN',
      (m) => m.forward({ pixels: image(), side: 64, noise: new Float32Array(64).fill(Number.NaN) }),
    ],
    ['no batches', (m) => m.trainOn(batch as never, optimizer)],
    ['one bad batch among good ones', (m) => m.trainOn([batch, { ...batch, side: 32.5 }], optimizer)],
    ['no optimizer', (m) => m.trainOn([batch], undefined as never)],
    ['an infinite learning rate', (m) => m.trainOn([batch], { ...optimizer, learningRate: Infinity })],
    ['a beta of 1', (m) => m.trainOn([batch], { ...optimizer, betas: [1, 0.9] })],
    ['images out of range', (m) => m.setImages(image().fill(2), 64)],
    ['labels for other images', (m) => m.setImages(image(2), 64, new Int32Array(3))],
    ['weights as text', (m) => m.importWeights('weights' as never)],
    ['a config that is no text', (m) => m.importWeights(new Uint8Array(1), {} as never)],
  ];

  it.each(nonsense)('reject and change nothing: %s', async (_, ask) => {
    await mim.open({ preset: 'mae-xs' });
    await until(({ answerer }) => answerer === 'run');
    const { run, runs, draft, image: shown } = app.getState();
    const error: unknown = await ask(mim).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MimError);
    expect(error).toMatchObject({ code: 'bad-config', message: expect.not.stringContaining('{{') });
    expect((error as MimError).hint).toBeTruthy();
    expect(app.getState()).toMatchObject({ run, runs, draft, image: shown });
  });

  it.each(['train', 'forward', 'weights', 'exportWeights'] as const)(
    'reject where no run is open: %s',
    async (name) => {
      const ask = mim[name] as (given: unknown) => Promise<unknown>;
      await expect(ask(name === 'train' ? 1 : batch)).rejects.toMatchObject({
        code: 'bad-config',
        message: 'no run is open',
      });
    },
  );
});
