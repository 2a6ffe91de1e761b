/** @file The GPU device, created by us with the features and limits that we want. */

import { MimError } from '../../lib/errors.ts';
import type { GemmFamily } from '../../ops/webgpu/gemm.ts';

export interface Gpu {
  readonly device: GPUDevice;
  readonly adapterInfo: GPUAdapterInfo;
  readonly software: boolean;
  /** Matrix products that it can make. */
  readonly families: readonly GemmFamily[];
}

/** An adapter is used up by its device, so a fresh one is asked for each time. Throws `no-webgpu`. */
export async function requestGpu(): Promise<Gpu> {
  const gpu = (navigator as { readonly gpu?: GPU }).gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) {
    throw new MimError('no-webgpu', 'this browser offers no WebGPU adapter', {
      hint: 'Enable WebGPU in the browser, or let the page choose: it runs on the CPU as well.',
    });
  }
  const { limits, info } = adapter;
  const families = familiesFor(adapter);
  const device = await adapter.requestDevice({
    requiredFeatures: families.includes('subgroup') ? ['subgroups'] : [],
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    },
  });
  return { device, adapterInfo: info, software: info.isFallbackAdapter, families };
}

/** Four threads share rows only where all subgroups are said to be four threads. */
function familiesFor({ features, info }: GPUAdapter): readonly GemmFamily[] {
  const { subgroupMinSize: least, subgroupMaxSize: most } = info;
  const inFours = features.has('subgroups') && least === 4 && most === 4;
  return inFours ? ['register', 'shared', 'subgroup'] : ['register', 'shared'];
}

/** What the browser says of the adapter, for the person. */
export const describeAdapter = ({ vendor, architecture, description }: GPUAdapterInfo): string =>
  description || [vendor, architecture].filter((part) => part !== '').join(' ') || 'unnamed adapter';
