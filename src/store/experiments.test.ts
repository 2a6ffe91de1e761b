// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { completeConfig } from '../config/parse.ts';
import { EXPERIMENTS, type Experiment } from '../config/experiments.ts';
import { PRESETS } from '../config/presets.ts';
import { MimError } from '../lib/errors.ts';
import { runExperiment, stopExperiment } from './actions/experiments.ts';
import { setMaskStrategy } from './actions/mask.ts';
import { merged } from './changes.ts';
import { app } from './store.ts';
import { testPage } from './testing/page.ts';

const ALL: readonly Experiment[] = Object.values(EXPERIMENTS);

it.each(ALL.map((experiment) => [experiment.label, experiment] as const))(
  'has arms that are whole configs and differ from each other: %s',
  (_, { arms }) => {
    const configs = arms.map(({ change }) => completeConfig(merged(PRESETS['mae-s'].config, change)));
    const texts = configs.map((config) => JSON.stringify(config));
    expect(new Set(texts).size).toBe(arms.length);
    for (const config of configs) expect(config.seed).toBe(PRESETS['mae-s'].config.seed);
  },
);

describe('a comparison', () => {
  beforeEach(async () => {
    await testPage();
  });

  it('trains every arm from the same seed, and leaves the settings as they were', async () => {
    app.setState({ maskSeed: 19 });
    setMaskStrategy('block');
    const { draft, mask, previousMask } = app.getState();
    await runExperiment('mask-ratios', 3);
    const { experiment, runs, ...after } = app.getState();
    expect(experiment).toMatchObject({ id: 'mask-ratios', steps: 3, isRunning: false });
    expect(experiment?.results.map(({ label, step }) => [label, step])).toEqual([
      ['40 %', 3],
      ['60 %', 3],
      ['75 %', 3],
      ['90 %', 3],
    ]);
    expect(experiment?.results.every(({ reconstruction }) => reconstruction !== null)).toBe(true);
    expect(runs.slice(0, 4).map(({ name }) => name)).toEqual(['40 %', '60 %', '75 %', '90 %']);
    expect(new Set(runs.map(({ config }) => config.seed)).size).toBe(1);
    expect(after).toMatchObject({ draft, maskSeed: 19, previousMask, run: { step: 0 } });
    expect([...after.mask]).toEqual([...mask]);
  });

  it('is over when something else is asked for, and shows no arm that it did not finish', async () => {
    const going = runExperiment('hidden-or-all', 1_000_000);
    await vi.waitFor(() => expect(app.getState().runs).toHaveLength(1));
    await stopExperiment();
    await going;
    expect(app.getState().experiment).toMatchObject({ isRunning: false, results: [] });
  });

  it('says of an arm that the engine refuses why, and runs the others', async () => {
    const page = await testPage();
    let calls = 0;
    page.newest().answer('train', async () => {
      calls++;
      if (calls === 1) throw new MimError('out-of-memory', 'too large');
      page.newest().emit('steps', [{ step: 3, loss: 0.5, learningRate: 0.1, milliseconds: 1 }]);
      return [];
    });
    await runExperiment('targets', 3);
    const results = app.getState().experiment?.results ?? [];
    expect(results.map(({ problem }) => problem?.code ?? null)).toEqual(['out-of-memory', null]);
  });
});
