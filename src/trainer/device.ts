/** @file Chooses what runs the model: hardware WebGPU, else the CPU. A software GPU is taken only when forced. */

import { createCpuExecutor } from '../executors/cpu/cpu-executor.ts';
import type { Executor } from '../executors/executor.ts';
import { MimError } from '../lib/errors.ts';
import { trialStore } from './trial-store.ts';

export async function chooseExecutor(forced: string | undefined): Promise<Executor> {
  switch (forced) {
    case undefined:
      return (await hardwareExecutor()) ?? createCpuExecutor({ threads: 'auto' });
    case 'webgpu':
      return webgpuExecutor();
    case 'wasm':
      return createCpuExecutor({ threads: 'auto' });
    case 'cpu':
      return createCpuExecutor({ simd: 'none' });
    default:
      throw new MimError('bad-config', 'backend: {{backend}} is not one of this version', {
        values: { backend: forced },
        hint: 'Use webgpu, wasm or cpu, or leave it out.',
      });
  }
}

/** tfjs and the GPU code are large, so they are loaded only where there is an adapter. */
async function webgpuExecutor(): Promise<Executor> {
  const { createWebgpuExecutor } = await import('../executors/webgpu/webgpu-executor.ts');
  return createWebgpuExecutor({ memory: trialStore });
}

async function hardwareExecutor(): Promise<Executor | undefined> {
  const gpu = (navigator as { readonly gpu?: GPU }).gpu;
  try {
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter || adapter.info.isFallbackAdapter) return undefined;
    return await webgpuExecutor();
  } catch {
    return undefined; // an adapter that gives no device is no adapter; the CPU always works
  }
}

/** The page hears of it and starts a fresh worker. */
export const deviceLost = (reason: string): MimError =>
  new MimError('device-lost', 'the GPU went away: {{reason}}', {
    values: { reason },
    hint: 'The page starts again from the last snapshot by itself.',
  });
