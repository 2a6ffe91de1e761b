import { afterEach, expect, it } from 'vitest';
import { MimError, toWire } from '../lib/errors.ts';
import { addFiles, removeImages, toggleTraining } from './actions.ts';
import { historyOf } from './history.ts';
import { openRun, wantsTraining } from './run-control.ts';
import { takeSnapshot } from './snapshots.ts';
import { app } from './store.ts';
import { settle, testPage, until, type TestPage } from './testing/page.ts';

let page: TestPage;
afterEach(() => page.engine.stop());

it('goes on training from the last snapshot when the worker dies, under the same name and curve', async () => {
  page = await testPage();
  await openRun({ preset: 'mae-xs' });
  const [record] = app.getState().runs;
  void toggleTraining();
  await until(({ run }) => (run?.step ?? 0) >= 5);
  await takeSnapshot();
  const kept = page.newest();
  kept.kill('it broke');
  await until(() => page.workers.length === 2);
  await until(({ run, status }) => status === 'running' && run?.id.startsWith('restored-') === true);
  const [snapshot] = page.newest().asked('restore')[0] as [{ step: number }];
  const restored = app.getState();
  expect(snapshot.step).toBeGreaterThanOrEqual(5);
  expect(restored.runs).toHaveLength(1);
  expect(restored.runs[0]).toMatchObject({
    name: record?.name,
    id: `restored-${snapshot.step}`,
    isCurrent: true,
  });
  expect(restored.notices.map(({ template }) => template)).toContain(
    'The trainer stopped and was started again. Restored to step {{step}}.',
  );
  expect(restored.lastError).toBeNull();
  await until(({ run }) => (run?.step ?? 0) > snapshot.step);
  const { loss } = historyOf(`restored-${snapshot.step}`);
  const steps = Array.from({ length: loss.length }, (_, i) => loss.x(i));
  expect(steps).toEqual(steps.map((_, i) => i + 1)); // no step is missing, none is there twice
  await toggleTraining();
  expect(wantsTraining()).toBe(false);
});

it('goes on training after a mistake in the worker that no call was waiting for', async () => {
  page = await testPage();
  await openRun({ preset: 'mae-xs' });
  void toggleTraining();
  await until(({ run }) => (run?.step ?? 0) >= 2);
  page.newest().emit('failed', toWire(new Error('silent bomb')));
  await until(() => page.workers.length === 2);
  await until(({ status, run }) => status === 'running' && (run?.step ?? 0) > 0);
  expect(app.getState().notices.at(-1)?.template).toBe(
    'The trainer stopped and was started again. Restored to step {{step}}.',
  );
  await toggleTraining();
});

it('opens the run anew from its seed where no snapshot exists', async () => {
  page = await testPage();
  page.newest().answer('snapshot', () => Promise.reject(new MimError('storage', 'no')));
  await openRun({ preset: 'mae-xs', seed: 7 });
  await settle();
  page.newest().emit('failed', toWire(new MimError('device-lost', 'the GPU went away: test')));
  await until(() => page.workers.length === 2);
  await until(({ status }) => status === 'idle');
  expect(page.newest().asked('open')[0]).toMatchObject([{ seed: 7 }]);
  expect(app.getState().notices.at(-1)?.template).toBe(
    'The GPU was reset by the system. Restored to step {{step}}.',
  );
});

it('gives a fresh worker the pictures of the person again, without those that were removed', async () => {
  page = await testPage();
  const files = ['a.png', 'b.png', 'c.png'].map((name) => new File(['x'], name));
  await addFiles(files);
  await removeImages([1]);
  page.newest().kill('it broke');
  await until(() => page.workers.length === 2);
  await until(({ status }) => status === 'idle');
  const [again] = page.newest().asked('addImages')[0] as [readonly File[]];
  expect(again.map(({ name }) => name)).toEqual(['a.png', 'b.png', 'c.png']);
  expect(page.newest().asked('removeImages')).toEqual([[[1]]]);
  expect(app.getState().ownImages.map(({ name }) => name)).toEqual(['a.png', 'c.png']);
});

it('offers half the learning rate after a roll-back, and trains on with it', async () => {
  page = await testPage();
  const info = await openRun({ preset: 'mae-xs' });
  page.newest().answer('train', () => Promise.reject(new MimError('diverged', 'the loss became NaN')));
  await toggleTraining();
  const notice = app.getState().notices.at(-1);
  expect(notice).toMatchObject({ tone: 'error', action: { label: 'Halve the learning rate and continue' } });
  page.newest().answer('train', async () => []);
  notice?.action?.run();
  await until(({ run }) => run?.config.optimizer.learningRate === info.config.optimizer.learningRate / 2);
  await settle();
  expect(page.newest().asked('train')).toHaveLength(2);
});
