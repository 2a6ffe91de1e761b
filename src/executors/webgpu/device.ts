/** @file The GPU device, created by us with the features and limits that we want. */

import { MimError } from '../../lib/errors.ts';

export interface Gpu {
  readonly device: GPUDevice;
  readonly adapterInfo: GPUAdapterInfo;
  readonly software: boolean;
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
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    },
  });
  return { device, adapterInfo: info, software: info.isFallbackAdapter };
}

/** What the browser says of the adapter, for the person. */
export const describeAdapter = ({ vendor, architecture, description }: GPUAdapterInfo): string =>
  description || [vendor, architecture].filter((part) => part !== '').join(' ') || 'unnamed adapter';
