/** @file The benchmark's page: it starts engines in workers and hands them to the script that drives it. */

import { createClient, type Port, type Remote } from '../../src/lib/rpc.ts';
import { SCALED, SIZES, type Task } from '../../src/trainer/benchmark/task.ts';
import type { GemmShare } from './gemms.ts';
import type { BenchApi, Started } from './worker.ts';

const tasks: Readonly<Record<string, Task>> = { ...SIZES, ...SCALED };
const open = new Map<string, { readonly worker: Worker; readonly call: Remote<BenchApi> }>();

const found = (key: string): Remote<BenchApi> => {
  const engine = open.get(key);
  if (engine === undefined) throw new Error(`${key} is not open`);
  return engine.call;
};

const bench = {
  isolated: crossOriginIsolated,
  scaled: Object.keys(SCALED),
  /** Under `key`, which all other calls name. */
  start(key: string, engine: string, task: string): Promise<Started> {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { type: 'module', name: key });
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', ({ message }) =>
        reject(new Error(message || 'its worker did not load')),
      );
    });
    const { call } = createClient<BenchApi, object>(worker as unknown as Port);
    open.set(key, { worker, call });
    return Promise.race([call.start(engine, tasks[task]!), failed]);
  },
  step: (key: string): ReturnType<Remote<BenchApi>['step']> => found(key).step(),
  round: (key: string, count: number): ReturnType<Remote<BenchApi>['round']> => found(key).round(count),
  count: (key: string, count: number): ReturnType<Remote<BenchApi>['count']> => found(key).count(count),
  async gemms(task: string, rounds: number): Promise<GemmShare> {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { type: 'module', name: 'gemms' });
    const { call } = createClient<BenchApi, object>(worker as unknown as Port);
    const share = await call.gemms(tasks[task]!, rounds);
    worker.terminate();
    return share;
  },
  close(key: string): void {
    open.get(key)?.worker.terminate();
    open.delete(key);
  },
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
