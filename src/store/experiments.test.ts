// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { completeConfig } from '../config/parse.ts';
import { EXPERIMENTS, type Experiment } from '../config/experiments.ts';
import { PRESETS } from '../config/presets.ts';
import { MimError } from '../lib/errors.ts';
import { runExperiment } from './actions/experiments.ts';
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
    const { draft, mask } = app.getState();
    await runExperiment('hidden-or-all', 3);
    const { experiment, runs, draft: after, mask: maskAfter } = app.getState();
    expect(experiment).toMatchObject({ id: 'hidden-or-all', steps: 3, isRunning: false });
    expect(experiment?.results.map(({ label }) => label)).toEqual(['hidden patches only', 'all patches']);
    expect(experiment?.results.every(({ problem }) => problem === null)).toBe(true);
    expect(runs.map(({ name }) => name)).toEqual(['hidden patches only', 'all patches']);
    expect(runs.map(({ config }) => config.loss.on)).toEqual(['hidden', 'all']);
    expect(new Set(runs.map(({ config }) => config.seed)).size).toBe(1);
    expect(after).toBe(draft);
    expect([...maskAfter]).toEqual([...mask]);
  });

  it('says of an arm that the engine refuses why, and runs the others', async () => {
    const page = await testPage();
    let calls = 0;
    page.newest().answer('train', async () => {
      calls++;
      if (calls === 1) throw new MimError('out-of-memory', 'too large');
      return [];
    });
    await runExperiment('targets', 3);
    const results = app.getState().experiment?.results ?? [];
    expect(results.map(({ problem }) => problem?.code ?? null)).toEqual(['out-of-memory', null]);
  });
});
