import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  chooseImage,
  endStroke,
  paint,
  setAnswerer,
  setMatrix,
  setReconstructionView,
  showFrame,
  toggleTraining,
} from './actions.ts';
import { MimError } from '../lib/errors.ts';
import { maskHash } from '../mim/grid.ts';
import type { EngineApi, Reconstruction } from '../protocol/api.ts';
import { refreshReconstruction } from './live.ts';
import { openRun } from './run-control.ts';
import { app } from './store.ts';
import { settle, testPage, until, type TestPage } from './testing/page.ts';

let page: TestPage;
beforeEach(async () => {
  page = await testPage();
});
afterEach(() => page.engine.stop());

const asked = (): Parameters<EngineApi['reconstruct']>[0][] =>
  page
    .newest()
    .asked('reconstruct')
    .map(([request]) => request as Parameters<EngineApi['reconstruct']>[0]);

it('has one reconstruction in flight while a stroke goes on, and ends with the mask on screen', async () => {
  for (let patch = 0; patch < 30; patch++) paint([patch], patch % 2 === 0);
  endStroke();
  await until(
    ({ reconstruction, mask }) => reconstruction !== null && maskHash(reconstruction.mask) === maskHash(mask),
  );
  await settle();
  expect(asked().length).toBeLessThanOrEqual(2);
  expect(maskHash(asked().at(-1)?.mask ?? [])).toBe(maskHash(app.getState().mask));
  expect(app.getState().log.at(-1)?.text).toContain(maskHash(app.getState().mask));
});

it('says so when the model used another mask than the one on screen', async () => {
  page.newest().answer('reconstruct', async ({ mask }) => {
    const answer = { mask: Uint8Array.from(mask, (bit) => 1 - bit), errors: new Float32Array(mask.length) };
    return {
      step: 0,
      side: 64,
      patch: 8,
      rgba: new Uint8Array(4),
      shows: 'pixels',
      loss: 0,
      psnrDb: 0,
      ...answer,
    };
  });
  refreshReconstruction();
  await until(({ notices }) => notices.length > 0);
  expect(app.getState().notices[0]).toMatchObject({
    tone: 'error',
    template: 'The model used mask {{got}}, but the screen shows mask {{want}}.',
    values: { want: maskHash(app.getState().mask) },
  });
});

it('keeps the shipped answer on screen until the run has one of its own', async () => {
  refreshReconstruction();
  await until(({ reconstruction }) => reconstruction !== null);
  const shipped = app.getState().reconstruction;
  const seen: [string, boolean][] = [];
  const stop = app.subscribe(({ answerer, reconstruction }) =>
    seen.push([answerer, reconstruction === shipped]),
  );
  void toggleTraining();
  await until(({ answerer }) => answerer === 'run');
  stop();
  expect(seen.every(([answerer, isShipped]) => (answerer === 'run') === !isShipped)).toBe(true);
  await toggleTraining();
});

it('cuts the mask anew for a model with other patches', async () => {
  await openRun({ preset: 'mae-xs', model: { patch: 16 } });
  await until(({ answerer }) => answerer === 'run');
  expect(app.getState().mask).toHaveLength(16);
  expect(app.getState().pinned).toHaveLength(16);
  await setAnswerer('shipped');
  expect(app.getState().mask).toHaveLength(64);
  expect(app.getState().notices).toEqual([]);
});

it('shows a frame of the film strip in place of the live view, and goes back', async () => {
  await openRun({ preset: 'mae-xs' });
  await until(({ answerer }) => answerer === 'run');
  await settle();
  showFrame(50);
  showFrame(100);
  await until(({ reconstruction }) => reconstruction?.step === 100);
  const before = asked().length;
  refreshReconstruction(); // live news must not disturb it
  await settle();
  expect(asked()).toHaveLength(before);
  showFrame(null);
  await until(({ reconstruction }) => reconstruction?.step === 0);
});

it('shows a frame with the picture that was looked at then', async () => {
  await openRun({ preset: 'mae-xs' });
  await until(({ answerer }) => answerer === 'run');
  chooseImage({ source: 'photos', index: 7 });
  await until(({ picture }) => picture?.name === 'photos 7');
  showFrame(50);
  await until(({ picture }) => picture?.name === 'photos 0');
  expect(app.getState().image).toEqual({ source: 'photos', index: 7 }); // what is chosen does not change
  showFrame(null);
  await until(({ picture }) => picture?.name === 'photos 7');
});

it('drops an answer that belongs to another picture', async () => {
  let release: ((late: Reconstruction) => void) | undefined;
  page.newest().answer('reconstruct', () => new Promise((resolve) => (release = resolve)));
  refreshReconstruction();
  await settle();
  app.setState({ image: { source: 'photos', index: 3 } });
  const mask = Uint8Array.from(app.getState().mask);
  const late = {
    step: 9,
    side: 64,
    patch: 8,
    rgba: new Uint8Array(4),
    shows: 'pixels',
    loss: 0,
    psnrDb: 0,
  } as const;
  release?.({ ...late, mask, errors: new Float32Array(64) });
  await settle();
  expect(app.getState().reconstruction).toBeNull();
});

it('asks for nothing when only the view changes', async () => {
  setReconstructionView('error');
  await settle();
  expect(asked()).toHaveLength(0);
});

it('shows no old answer where the model cannot give a new one, and shows the next it gives', async () => {
  const { newest } = page;
  refreshReconstruction();
  await until(({ reconstruction }) => reconstruction !== null);
  let fails = true;
  const good = app.getState().reconstruction;
  newest().answer('reconstruct', async ({ mask }) => {
    if (fails || good === null) throw new MimError('bad-file', 'the weights are missing');
    return { ...good, mask: Uint8Array.from(mask) };
  });
  refreshReconstruction();
  await until(({ failedToAnswer }) => failedToAnswer);
  expect(app.getState()).toMatchObject({
    reconstruction: null,
    notices: [{ template: 'the weights are missing' }],
  });
  fails = false;
  refreshReconstruction();
  await until(({ reconstruction }) => reconstruction !== null);
  expect(app.getState().failedToAnswer).toBe(false);
});

it('asks for the order by cluster only where the matrix is shown in it', async () => {
  setMatrix({ layer: 0 });
  await until(({ similarity }) => similarity !== null);
  expect(app.getState().similarity?.fiedlerOrder).toBeNull();
  setMatrix({ order: 'mask' });
  await settle();
  expect(app.getState().similarity?.fiedlerOrder).toBeNull();
  setMatrix({ order: 'cluster' });
  await until(({ similarity }) => similarity?.fiedlerOrder !== null);
});
