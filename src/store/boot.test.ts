// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { MimError } from '../lib/errors.ts';
import type { StoredRun } from '../protocol/api.ts';
import { PRESETS } from '../config/presets.ts';
import { engineDouble, type EngineDouble } from './testing/engine-double.ts';

/** `boot` works once per page, so each test gets modules of its own. */
async function fresh(): Promise<{
  boot: (double: EngineDouble) => Promise<void>;
  app: (typeof import('./store.ts'))['app'];
}> {
  vi.resetModules();
  const [{ boot }, { app }] = await Promise.all([import('./actions/boot.ts'), import('./store.ts')]);
  return { boot: (double) => boot(() => double.worker), app };
}

beforeEach(() => window.history.replaceState(null, '', '/'));

it('shows the shipped model at once, and picks the largest size that is quick on this device', async () => {
  const { boot, app } = await fresh();
  const double = engineDouble();
  double.answer('predict', async ({ model }) => {
    const secondsPerStep = model?.width === 128 ? 3 : 0.1;
    return { bytes: 1, limit: 2, parameters: 3, flops: 4, secondsPerStep };
  });
  await boot(double);
  await vi.waitFor(() =>
    expect(app.getState()).toMatchObject({ reconstruction: { side: 64 }, similarity: { layer: 6 } }),
  );
  await vi.waitFor(() => expect(app.getState().draft.preset).toBe('mae-s'));
  expect(app.getState()).toMatchObject({ answerer: 'shipped', run: null, status: 'idle', notices: [] });
  expect(window.mim?.version).toBe(1);
});

it('offers to go on with the run that an earlier visit left, and does so under its name', async () => {
  const { boot, app } = await fresh();
  const double = engineDouble();
  const view = { maskSeed: 11, smoothing: 0.2, log: true, axis: 'minutes' };
  const history = { points: [[40, 0.5, 640, 0.1]], heldOut: [] };
  const page = JSON.stringify({ version: 1, name: 'calm-owl-3', history, view });
  const stored: StoredRun = { name: 'run-1', step: 40, savedAt: 0, config: PRESETS['mae-xs'].config, page };
  double.answer('storedRun', async () => stored);
  double.answer('restoreStoredImages', async () => [{ id: 1, name: 'cat.jpg' }]);
  await boot(double);
  await vi.waitFor(() => expect(app.getState().notices).toHaveLength(1));
  const [offer] = app.getState().notices;
  expect(offer?.values).toEqual({ name: 'calm-owl-3', step: 40 });
  offer?.action?.run();
  await vi.waitFor(() => expect(app.getState().run?.step).toBe(40));
  await vi.waitFor(() => expect(app.getState().runs).toMatchObject([{ name: 'calm-owl-3', step: 40 }]));
  expect(app.getState()).toMatchObject({
    ownImages: [{ id: 1, name: 'cat.jpg' }],
    maskSeed: 11,
    curve: { axis: 'minutes', log: true },
    stored: null,
    notices: [],
  });
});

it('forgets that run when asked to, or when a newer one is stored in its place', async () => {
  const stored: StoredRun = {
    name: 'run-1',
    step: 40,
    savedAt: 0,
    config: PRESETS['mae-xs'].config,
    page: '{}',
  };
  for (const isAsked of [true, false]) {
    const { boot, app } = await fresh();
    const double = engineDouble();
    double.answer('storedRun', async () => stored);
    await boot(double);
    await vi.waitFor(() => expect(app.getState().notices).toHaveLength(1));
    if (isAsked) app.getState().notices[0]?.refusal?.run();
    else double.emit('saved', { step: 1, onDisk: true });
    await vi.waitFor(() => expect(app.getState()).toMatchObject({ stored: null, notices: [] }));
    await vi.waitFor(() => expect(double.asked('forgetStored')).toHaveLength(isAsked ? 1 : 0));
  }
});

it('passes a forced backend on, and says so where it cannot be had', async () => {
  window.history.replaceState(null, '', '/?backend=webgpu');
  const { boot, app } = await fresh();
  const double = engineDouble();
  double.answer('start', () =>
    Promise.reject(new MimError('no-webgpu', 'no adapter', { hint: 'Try another.' })),
  );
  await boot(double);
  expect(double.asked('start')).toMatchObject([[{ backend: 'webgpu' }]]);
  expect(app.getState().notices).toMatchObject([
    { tone: 'error', template: 'no adapter', hint: 'Try another.' },
  ]);
  await expect(window.mim?.ready).rejects.toMatchObject({ code: 'no-webgpu' });
  await expect(window.mim?.open({})).rejects.toMatchObject({ code: 'no-webgpu' });
});

it('tells once that there is no hardware WebGPU', async () => {
  const { boot, app } = await fresh();
  const double = engineDouble({ backend: 'wasm', adapter: 'SIMD', software: true, gigaflops: 5 });
  await boot(double);
  expect(app.getState().notices).toMatchObject([
    { tone: 'info', values: { backend: 'the CPU (WebAssembly)' } },
  ]);
});
