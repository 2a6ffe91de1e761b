import { expect, it } from 'vitest';
import { createCpuExecutor } from '../../executors/cpu/cpu-executor.ts';
import { MimError } from '../../lib/errors.ts';
import { refusal } from '../testing/started.ts';
import { checkRequest, runBenchmark, type Contender } from './benchmark.ts';
import { Benchmarking } from './benchmarking.ts';

const cpu: Contender = { id: 'cpu', make: () => createCpuExecutor() };
const plain: Contender = { id: 'webgpu', make: () => createCpuExecutor({ simd: 'plain' }) };
const absent: Contender = {
  id: 'webgpu',
  make: () => Promise.reject(new MimError('no-webgpu', 'there is no adapter')),
};

it('times every executor, whose losses agree, and counts what it has done', async () => {
  const seen: number[] = [];
  const report = await runBenchmark({
    sizes: ['tiny'],
    rounds: 2,
    contenders: [cpu, plain],
    progress: (done, total) => seen.push(done / total),
    isCancelled: () => false,
  });
  expect(report.rows.map(({ engine }) => engine)).toEqual(['cpu', 'webgpu']);
  for (const row of report.rows) {
    expect(row.problem).toBeUndefined();
    expect(row.agreement).toBeLessThan(1e-4);
    expect(row.flops).toBeGreaterThan(1e8);
    expect(row.steps).toBeGreaterThanOrEqual(2);
    expect(row.medianMs).toBeGreaterThanOrEqual(row.minMs!);
  }
  expect(seen.at(-1)).toBe(1);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

it('says of an executor that is not there why, and times the others', async () => {
  const { rows } = await runBenchmark({
    sizes: ['tiny'],
    rounds: 1,
    contenders: [cpu, absent],
    progress: () => undefined,
    isCancelled: () => false,
  });
  expect(rows.find(({ engine }) => engine === 'webgpu')).toMatchObject({ problem: { code: 'no-webgpu' } });
  expect(rows.find(({ engine }) => engine === 'cpu')?.medianMs).toBeGreaterThan(0);
});

it('stops when it is told to', async () => {
  let asked = 0;
  const stopped = runBenchmark({
    sizes: ['tiny'],
    rounds: 20,
    contenders: [cpu],
    progress: () => asked++,
    isCancelled: () => asked >= 2,
  });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(asked).toBe(2);
});

it('lets a timer stop it while the losses of one executor are compared', async () => {
  let isStopped = false;
  let entered = 0;
  const late: Contender = {
    id: 'cpu',
    make: async () => {
      const executor = await createCpuExecutor();
      setTimeout(() => (isStopped = true));
      return executor;
    },
  };
  const stopped = runBenchmark({
    sizes: ['tiny'],
    rounds: 1,
    contenders: [late],
    progress: () => entered++,
    isCancelled: () => isStopped,
  });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(entered).toBe(0);
});

it('runs once at a time', async () => {
  const benchmarking = new Benchmarking(() => undefined);
  const request = { sizes: ['tiny'], rounds: 1 } as const;
  let finish: () => void = () => undefined;
  const wait = new Promise<void>((resolve) => (finish = resolve));
  const stopped = async (): Promise<never> => {
    await wait;
    throw new MimError('cancelled', 'the benchmark was stopped');
  };
  const first = refusal(benchmarking.run(request, stopped));
  expect((await refusal(benchmarking.run(request, stopped))).code).toBe('busy');
  finish();
  expect((await first).code).toBe('cancelled');
  expect((await refusal(benchmarking.run(request, stopped))).code).toBe('cancelled');
});

it('refuses sizes and rounds that there are not', () => {
  expect(() => checkRequest(['huge'], 5)).toThrow('sizes: huge is none of the benchmark’s');
  expect(() => checkRequest([], 5)).toThrow('none of the benchmark’s');
  for (const rounds of [0, 21, 1.5, NaN]) expect(() => checkRequest(['tiny'], rounds)).toThrow('rounds');
  checkRequest(['tiny', 'target'], 20);
});
