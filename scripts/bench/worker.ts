/** @file One engine in a worker of its own. */

import { serve, type Port } from '../../src/lib/rpc.ts';
import { countGpuCalls, gpuCounts, type GpuCounts } from './counts.ts';
import type { Task } from '../../src/trainer/benchmark/task.ts';
import type { GemmShare } from './gemms.ts';
import type { BenchTrainer, MakeTrainer } from './trainer.ts';

/** Each loads its own library and no other. */
const ENGINES: Readonly<Record<string, MakeTrainer>> = {
  'ours-webgpu': async (task) => (await import('./ours.ts')).oursOnWebgpu(task),
  'ours-cpu': async (task) => (await import('./ours.ts')).cpuTrainer({})(task),
  'ours-cpu-2': async (task) => (await import('./ours.ts')).cpuTrainer({ threads: 2 })(task),
  'jax-webgpu': async (task) => (await import('./jax.ts')).jaxOn('webgpu')(task),
  'jax-wasm': async (task) => (await import('./jax.ts')).jaxOn('wasm')(task),
  'tfjs-webgpu': async (task) => (await import('./tfjs.ts')).tfjsOn('webgpu')(task),
  'tfjs-webgl': async (task) => (await import('./tfjs.ts')).tfjsOn('webgl')(task),
  'tfjs-cpu': async (task) => (await import('./tfjs.ts')).tfjsOn('cpu')(task),
};

export interface Started {
  readonly device: string;
  readonly flops: number | null;
  readonly memory: { readonly predicted: number; readonly allocated: number } | null;
  /** Milliseconds ahead of the first step, in its call, and until its loss was there. */
  readonly compileMs: number;
  readonly firstCallMs: number;
  readonly firstMs: number;
  readonly loss: number;
}

/** One training step's share of what was counted. */
export interface StepCounts extends GpuCounts {
  /** Milliseconds of JavaScript. */
  readonly jsMs: number;
}

export interface BenchApi {
  /** Makes the engine and trains the first step. */
  start(engine: string, task: Task): Promise<Started>;
  step(): Promise<number>;
  /** Milliseconds of each of `count` further steps, one after the other. */
  round(count: number): Promise<readonly number[]>;
  /** What `count` steps ask for, each. */
  count(count: number): Promise<StepCounts>;
  /** A step of ours on WebGPU beside its matrix products alone. */
  gemms(task: Task, rounds: number): Promise<GemmShare>;
}

countGpuCalls();
let trainer: BenchTrainer | null = null;
const running = (): BenchTrainer => {
  if (trainer === null) throw new Error('no engine has been started');
  return trainer;
};

serve<BenchApi, object>(self as unknown as Port, {
  async start(engine, task) {
    const make = ENGINES[engine];
    if (make === undefined) throw new Error(`no engine is called ${engine}`);
    trainer = await make(task);
    const before = performance.now();
    const first = trainer.step();
    const firstCallMs = performance.now() - before;
    const loss = await first;
    const firstMs = performance.now() - before;
    const { device, compileMs, memory = null, flops = null } = trainer;
    return { device, flops, memory, compileMs, firstCallMs, firstMs, loss };
  },

  step: () => running().step(),

  async round(count) {
    const spent: number[] = [];
    for (let i = 0; i < count; i++) {
      const before = performance.now();
      await running().step();
      spent.push(performance.now() - before);
    }
    return spent;
  },

  async count(count) {
    const { queue } = running();
    const before = gpuCounts();
    let jsMs = Infinity;
    for (let i = 0; i < count; i++) {
      const begin = performance.now();
      const step = queue === undefined ? running().step() : queue();
      jsMs = Math.min(jsMs, performance.now() - begin);
      await step;
    }
    const after = gpuCounts();
    await running().step(); // until all is done
    return {
      jsMs,
      dispatches: (after.dispatches - before.dispatches) / count,
      submits: (after.submits - before.submits) / count,
      uploadedBytes: (after.uploadedBytes - before.uploadedBytes) / count,
      pipelines: after.pipelines,
      allocatedBytes: after.allocatedBytes,
    };
  },

  gemms: async (task, rounds) => (await import('./gemms.ts')).gemmShare(task, rounds),
});
