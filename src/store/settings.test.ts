import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MimError } from '../lib/errors.ts';
import { hiddenCount } from '../mim/grid.ts';
import {
  addFiles,
  applyPending,
  choosePreset,
  endStroke,
  invertMask,
  newSeed,
  paint,
  redo,
  removeImages,
  removeRun,
  renameRun,
  resetDraft,
  revertMaskStrategy,
  setHidden,
  setMaskStrategy,
  setSeed,
  togglePin,
  toggleTraining,
  undo,
  updateDraft,
} from './actions.ts';
import { pendingChanges } from './changes.ts';
import { configureNow } from './hot-settings.ts';
import { openRun } from './run-control.ts';
import { app } from './store.ts';
import { settle, testPage, until, type TestPage } from './testing/page.ts';

let page: TestPage;
beforeEach(async () => {
  page = await testPage();
});
afterEach(() => page.engine.stop());

const state = app.getState;

describe('hot settings', () => {
  it('reach the running run once the hand rests, and leave a tick on its curve', async () => {
    await openRun({ preset: 'mae-xs' });
    void toggleTraining();
    await until(({ run }) => (run?.step ?? 0) > 2);
    for (let i = 1; i <= 20; i++) updateDraft({ optimizer: { learningRate: i / 10_000 } });
    await until(({ run }) => run?.config.optimizer.learningRate === 20 / 10_000);
    expect(page.newest().asked('configure').length).toBeLessThanOrEqual(2);
    expect(state().liveChanges).toHaveLength(1);
    expect(state().liveChanges[0]).toMatchObject({
      runId: state().run?.id,
      values: { label: 'Learning rate' },
    });
    expect(pendingChanges(state())).toEqual([]);
    await toggleTraining();
  });

  it('go back to what the run has when the engine refuses them', async () => {
    const info = await openRun({ preset: 'mae-xs' });
    page
      .newest()
      .answer('configure', () => Promise.reject(new MimError('bad-config', 'Batch: 0 is not allowed')));
    updateDraft({ batch: 0 });
    await configureNow();
    expect(state().draft.batch).toBe(info.config.batch);
    expect(state().notices.at(-1)).toMatchObject({ tone: 'error', template: 'Batch: 0 is not allowed' });
  });

  it('are nothing to send while no run exists', async () => {
    updateDraft({ batch: 8 });
    await configureNow();
    expect(page.newest().asked('configure')).toEqual([]);
    expect(state().draft.batch).toBe(8);
  });
});

describe('cold settings', () => {
  it('wait for a restart, which keeps the old run in the list', async () => {
    await openRun({ preset: 'mae-xs' });
    updateDraft({ model: { width: 96 }, batch: 8 });
    await configureNow();
    expect(pendingChanges(state()).map(({ path }) => path)).toEqual(['model.width']);
    expect(state().run?.config.model.width).toBe(48);
    const [old] = state().runs;
    await applyPending();
    expect(pendingChanges(state())).toEqual([]);
    expect(state().runs.map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
    expect(state().runs[0]?.name).toBe(old?.name);
    expect(state().runs[1]?.changes.map(({ values }) => values)).toEqual([
      { label: 'Width', from: '48', to: '96' },
    ]);
  });

  it('leave the run as it was when the engine refuses the restart', async () => {
    const info = await openRun({ preset: 'mae-xs' });
    updateDraft({ model: { width: 50 } });
    await applyPending();
    expect(state().run?.id).toBe(info.id);
    expect(state().runs).toHaveLength(1);
    expect(state().notices.at(-1)?.tone).toBe('error');
  });

  it('train on after a restart that interrupted training', async () => {
    await openRun({ preset: 'mae-xs' });
    void toggleTraining();
    await until(({ run }) => (run?.step ?? 0) > 2);
    await applyPending();
    await until(({ run, runs }) => runs.length === 2 && (run?.step ?? 0) > 2);
    expect(page.newest().asked('train')).toEqual([[null], [null]]);
    await toggleTraining();
  });
});

describe('the draft', () => {
  it('takes the defaults of a newly chosen plug-in, and none of the old one', () => {
    updateDraft({ schedule: { id: 'cosine' } });
    expect(state().draft.schedule).toEqual({ id: 'cosine', warmup: 50, floor: 0 });
    setMaskStrategy('cells');
    expect(state().draft.mask).toEqual({ id: 'cells', ratio: 0.75, unit: '2' });
  });

  it('resets one setting to its preset, and to the plug-in where the preset has another', () => {
    updateDraft({ optimizer: { learningRate: 1 }, batch: 3 });
    resetDraft('optimizer.learningRate');
    expect(state().draft.optimizer.learningRate).toBe(0.0015);
    expect(state().draft.batch).toBe(3);
    updateDraft({ schedule: { id: 'cosine', warmup: 7 } });
    resetDraft('schedule.warmup');
    expect(state().draft.schedule).toEqual({ id: 'cosine', warmup: 50, floor: 0 });
  });

  it('keeps images, mask and seed when a preset is chosen', () => {
    updateDraft({ data: { source: 'emoji' }, seed: 9 });
    setHidden(10);
    choosePreset('mae-m');
    expect(state().draft).toMatchObject({
      preset: 'mae-m',
      seed: 9,
      data: { source: 'emoji' },
      model: { width: 128 },
    });
    expect(hiddenCount(state().mask)).toBe(10);
  });
});

describe('the mask', () => {
  it('hides exactly as many patches as the notch says, from none to 95 %', () => {
    for (let hidden = 0; hidden <= 60; hidden++) {
      setHidden(hidden);
      expect(hiddenCount(state().mask)).toBe(hidden);
    }
    setHidden(64);
    expect(hiddenCount(state().mask)).toBe(60);
  });

  it('is the same again for the same seed', () => {
    const { mask, maskSeed } = state();
    newSeed();
    expect(state().mask).not.toEqual(mask);
    setSeed(maskSeed);
    expect(state().mask).toEqual(mask);
  });

  it('keeps pinned patches through a new seed, and the count', () => {
    const { mask } = state();
    const pins = [0, 9, 18, 27, 36];
    pins.forEach(togglePin);
    for (let i = 0; i < 5; i++) {
      newSeed();
      expect(pins.map((pin) => state().mask[pin])).toEqual(pins.map((pin) => mask[pin]));
      expect(hiddenCount(state().mask)).toBe(hiddenCount(mask));
    }
  });

  it('becomes the painted strategy under the brush, and goes back in one click', () => {
    const before = state();
    const first = before.mask.indexOf(0);
    paint([first], true);
    endStroke();
    expect(state().draft.mask.id).toBe('painted');
    expect(state().mask[first]).toBe(1);
    revertMaskStrategy();
    expect(state().draft.mask).toEqual(before.draft.mask);
    expect(state().mask).toEqual(before.mask);
  });

  it('always leaves a patch for the model to see', () => {
    paint(
      Array.from({ length: 64 }, (_, i) => i),
      true,
    );
    endStroke();
    expect(hiddenCount(state().mask)).toBe(63);
    setHidden(0);
    invertMask();
    expect(hiddenCount(state().mask)).toBe(63);
  });
});

describe('undo', () => {
  it('takes back a stroke as a whole, and brings it again exactly', async () => {
    const before = state().mask;
    for (let patch = 0; patch < 20; patch++) paint([patch], true);
    endStroke();
    const first = state().mask;
    for (let patch = 40; patch < 64; patch++) paint([patch], false);
    endStroke();
    const second = state().mask;
    undo();
    expect(state().mask).toEqual(first);
    undo();
    expect(state().mask).toEqual(before);
    expect(state().canUndo).toBe(false);
    redo();
    redo();
    expect(state().mask).toEqual(second);
    expect(state().canRedo).toBe(false);
    await until(({ reconstruction }) => reconstruction !== null);
    await settle();
    expect(state().reconstruction?.mask).toEqual(Uint8Array.from(second));
  });

  it('counts the drag of a slider as one step, and two sliders as two', () => {
    for (let batch = 2; batch < 30; batch++) updateDraft({ batch });
    for (let i = 0; i < 9; i++) updateDraft({ optimizer: { weightDecay: i / 10 } });
    undo();
    expect(state().draft).toMatchObject({ batch: 29, optimizer: { weightDecay: 0.05 } });
    undo();
    expect(state().draft.batch).toBe(32);
    expect(state().canUndo).toBe(false);
  });

  it('puts a hot setting back in the running run', async () => {
    const info = await openRun({ preset: 'mae-xs' });
    updateDraft({ batch: 5 });
    await configureNow();
    undo();
    await configureNow();
    expect(state().run?.config.batch).toBe(info.config.batch);
  });

  it('is no way back in training: news from the engine makes no steps', async () => {
    await openRun({ preset: 'mae-xs' });
    void toggleTraining();
    await until(({ run }) => (run?.step ?? 0) > 3);
    await toggleTraining();
    expect(state().canUndo).toBe(false);
  });

  it('brings removed pictures back, in the engine too', async () => {
    await addFiles(['a', 'b', 'c'].map((name) => new File(['x'], name)));
    await removeImages([0]);
    expect(state().ownImages.map(({ name }) => name)).toEqual(['b', 'c']);
    undo();
    expect(state().ownImages.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    await settle();
    expect(page.newest().asked('restoreImages')).toEqual([[[0]]]);
  });

  it('brings a removed run back to its place', async () => {
    await openRun({ preset: 'mae-xs' });
    await openRun({ preset: 'mae-s' });
    const names = state().runs.map(({ name }) => name);
    const [first] = state().runs;
    removeRun(state().run?.id ?? ''); // the current one stays
    removeRun(first?.id ?? '');
    expect(state().runs.map(({ name }) => name)).toEqual(names.slice(1));
    undo();
    expect(state().runs.map(({ name }) => name)).toEqual(names);
  });

  it('cuts a mask of another grid anew instead of showing one that does not fit', async () => {
    paint([1, 2, 3], true);
    endStroke();
    await openRun({ preset: 'mae-xs', model: { patch: 16 } });
    await until(({ answerer }) => answerer === 'run');
    undo();
    expect(state().mask).toHaveLength(16);
  });
});

describe('runs', () => {
  it('have names of their own that can be changed', async () => {
    await openRun({ preset: 'mae-xs' });
    await openRun({ preset: 'mae-xs' });
    const [a, b] = state().runs;
    expect(a?.name).toMatch(/^[a-z]+-[a-z]+-\d+$/);
    expect(a?.name).not.toBe(b?.name);
    renameRun(a?.id ?? '', '  my best  ');
    renameRun(b?.id ?? '', '   ');
    expect(state().runs.map(({ name }) => name)).toEqual(['my best', b?.name]);
  });
});
