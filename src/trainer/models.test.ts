import { beforeAll, describe, expect, it } from 'vitest';
import { completeConfig } from '../config/parse.ts';
import type { RunConfig } from '../config/run-config.ts';
import { createCpuExecutor } from '../executors/cpu/cpu-executor.ts';
import type { Executor } from '../executors/executor.ts';
import { MimError } from '../lib/errors.ts';
import { Images } from './images.ts';
import { Models } from './models.ts';
import { predict } from './run.ts';
import { TINY } from './testing/started.ts';

const config: RunConfig = completeConfig({ ...TINY, batch: 64 });
let real: Executor;
beforeAll(async () => {
  real = await createCpuExecutor();
});

function modelsWith(limits: Executor['limits']): { models: Models; images: Images } {
  const executor: Executor = {
    backend: real.backend,
    adapter: real.adapter,
    software: real.software,
    limits,
    lost: real.lost,
    onError: null,
    createParameters: (layout) => real.createParameters(layout),
    createResident: (data) => real.createResident(data),
    predictBytes: (graph) => real.predictBytes(graph),
    largestBuffer: (graph) => real.largestBuffer(graph),
    open: (...args) => real.open(...args),
    counters: () => real.counters(),
    dispose: () => real.dispose(),
  };
  const images = new Images('http://localhost/', () => undefined);
  return { models: new Models(executor, images, 'http://localhost/', () => undefined), images };
}

function refusalOf(task: () => void): MimError {
  try {
    task();
  } catch (error) {
    if (error instanceof MimError) return error;
  }
  throw new Error('accepted');
}

describe('a model that does not fit', () => {
  it.each(['total', 'buffer'] as const)(
    'is refused for its %s bytes, with the largest batch that fits',
    (which) => {
      const { bytes, largest } = predict(real, { ...config, batch: 24 }, 1);
      const limits =
        which === 'total' ? { total: bytes, buffer: Infinity } : { total: Infinity, buffer: largest };
      const { models } = modelsWith(limits);
      const error = refusalOf(() => models.checkFits(config));
      expect(error.code).toBe('out-of-memory');
      const batch = Number(error.values['batch']);
      expect(batch).toBeGreaterThanOrEqual(24);
      models.checkFits({ ...config, batch });
      expect(refusalOf(() => models.checkFits({ ...config, batch: batch + 1 })).code).toBe('out-of-memory');
    },
  );
});

describe('images that do not fit beside the model', () => {
  it('are refused before they are put on the device', async () => {
    const { bytes } = predict(real, config, 1);
    const { models, images } = modelsWith({ total: bytes + 1000, buffer: Infinity });
    models.replace({ config, origin: 'fresh', hasDecoder: true, step: 0 });
    const dataset = await images.dataset(config.data);
    const { allocations } = real.counters();
    const error = refusalOf(() => models.bindData(models.need(), dataset));
    expect(error.hint).toBe('Use a smaller batch, or fewer images.');
    expect(real.counters().allocations).toBe(allocations);
  });
});
