/** @file What a step costs: allocations, dispatches, uploads; and that graphs kept ready stay within the memory. */

import { describe, expect, it } from 'vitest';
import { completeConfig } from '../config/parse.ts';
import type { RunConfig } from '../config/run-config.ts';
import type { Dataset } from '../data/dataset.ts';
import { createCpuExecutor } from '../executors/cpu/cpu-executor.ts';
import type { Executor } from '../executors/executor.ts';
import { trainOptions } from './batches.ts';
import { Images } from './images.ts';
import { TrainLoop } from './loop.ts';
import { Models } from './models.ts';
import { Mutex } from './mutex.ts';
import { Run } from './run.ts';
import { refusal, TINY } from './testing/started.ts';

const nothing = (): void => undefined;
const hooks = { reported: nothing, wantsQuiet: () => false, quiet: () => Promise.resolve() };
const tiny = (changes: Partial<RunConfig> = {}): RunConfig => ({ ...completeConfig(TINY), ...changes });

async function boundRun(executor: Executor): Promise<{ run: Run; dataset: Dataset }> {
  const images = new Images('http://localhost/', nothing);
  const models = new Models(executor, images, 'http://localhost/', nothing);
  models.replace({ config: tiny(), origin: 'fresh', hasDecoder: true, step: 0 });
  const run = models.need();
  const dataset = await images.dataset(run.config.data);
  models.bindData(run, dataset);
  return { run, dataset };
}

describe('a training step', () => {
  it('allocates nothing, submits once and uploads no pixels', async () => {
    const executor = await createCpuExecutor();
    const { run, dataset } = await boundRun(executor);
    await new TrainLoop().train(run, dataset, 2, new Mutex(), hooks);
    const before = executor.counters();
    await new TrainLoop().train(run, dataset, 10, new Mutex(), hooks);
    const after = executor.counters();
    expect(after.allocations).toBe(before.allocations);
    expect(after.submits - before.submits).toBe(10);
    const { head, batch, data } = run.config;
    const blocks = run.model.layers + (head.id === 'decoder' ? head.depth : 0);
    expect((after.dispatches - before.dispatches) / 10).toBeLessThanOrEqual(23 * blocks + 25);
    expect((after.uploadedBytes - before.uploadedBytes) / 10).toBeLessThan(batch * data.side ** 2);
  });

  it('of a shape used before allocates nothing either', async () => {
    const executor = await createCpuExecutor();
    const { run, dataset } = await boundRun(executor);
    const trainWith = async (batch: number): Promise<unknown> => {
      run.config = tiny({ batch });
      return new TrainLoop().train(run, dataset, 2, new Mutex(), hooks);
    };
    await trainWith(4);
    await trainWith(6);
    const { allocations } = executor.counters();
    await trainWith(4);
    await trainWith(6);
    expect(executor.counters().allocations).toBe(allocations);
  });
});

/** The executor with less memory, and the bytes of graphs that are open on it. */
function limited(executor: Executor, total: number): { executor: Executor; open: () => number } {
  let open = 0;
  const smaller: Executor = {
    backend: executor.backend,
    adapter: executor.adapter,
    software: executor.software,
    limits: { buffer: total, total },
    lost: executor.lost,
    onError: null,
    createParameters: (layout) => executor.createParameters(layout),
    createResident: (data) => executor.createResident(data),
    predictBytes: (graph) => executor.predictBytes(graph),
    largestBuffer: (graph) => executor.largestBuffer(graph),
    async open(graph, parameters, residents) {
      const session = await executor.open(graph, parameters, residents);
      const bytes = executor.predictBytes(graph);
      open += bytes;
      return {
        graph,
        plan: session.plan,
        write: (input, data) => session.write(input, data),
        run: (read) => session.run(read),
        dispose() {
          open -= bytes;
          session.dispose();
        },
      };
    },
    counters: () => executor.counters(),
    dispose: () => executor.dispose(),
  };
  return { executor: smaller, open: () => open };
}

describe('graphs that are kept ready', () => {
  const start = { id: 'run', config: tiny(), origin: 'fresh', hasDecoder: true, step: 0 } as const;

  it('give way before the memory is exceeded, and a graph that never fits is refused', async () => {
    const real = await createCpuExecutor();
    const { run: probe } = await boundRun(real);
    const flat = 4 * (probe.layout.size + 3 * probe.layout.trainableSize);
    const largest = (await probe.session(trainOptions(probe.model, tiny({ batch: 12 }), 64))).plan.bytes;
    const { executor, open } = limited(real, flat + Math.ceil(1.5 * largest));
    const run = new Run(executor, start);
    run.setResidents(probe.residents, 64);
    for (const batch of [4, 6, 8, 10, 12, 4, 12, 6]) {
      const session = await run.session(trainOptions(probe.model, tiny({ batch }), 64));
      expect(await run.session(trainOptions(probe.model, tiny({ batch }), 64))).toBe(session);
      expect(flat + open()).toBeLessThanOrEqual(executor.limits.total);
    }
    expect(open()).toBeGreaterThan(0);
    const { code, values } = await refusal(run.session(trainOptions(probe.model, tiny({ batch: 64 }), 64)));
    expect(code).toBe('out-of-memory');
    expect(Number(values['needed'])).toBeGreaterThanOrEqual(Number(values['limit']));
    run.dispose();
    expect(open()).toBe(0);
  });
});
