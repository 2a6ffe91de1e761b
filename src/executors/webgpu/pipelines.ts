/** @file Compiled kernels, one pipeline each for the life of the device: another batch or mask ratio compiles nothing. */

import type { Kernel } from '../../ops/webgpu/kernel.ts';

export interface Compiled {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

export class Pipelines {
  readonly #device: GPUDevice;
  readonly #made = new Map<string, Promise<Compiled>>();
  readonly #layouts = new Map<string, GPUBindGroupLayout>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  get count(): number {
    return this.#made.size;
  }

  isReady(kernel: Kernel): boolean {
    return this.#made.has(kernel.name);
  }

  /** Rejects with the compiler's words when the code is wrong; that is a bug of ours. */
  compiled(kernel: Kernel): Promise<Compiled> {
    const known = this.#made.get(kernel.name);
    if (known !== undefined) return known;
    const made = this.#compile(kernel);
    this.#made.set(kernel.name, made);
    return made;
  }

  async #compile({ name, code, access }: Kernel): Promise<Compiled> {
    const device = this.#device;
    const layout = this.#layoutOf(access);
    const pipeline = await device.createComputePipelineAsync({
      label: name,
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module: device.createShaderModule({ label: name, code }), entryPoint: 'main' },
    });
    return { pipeline, layout };
  }

  /** Written out, so that a kernel may leave a binding unused. */
  #layoutOf(access: Kernel['access']): GPUBindGroupLayout {
    const key = access.join(',');
    const known = this.#layouts.get(key);
    if (known !== undefined) return known;
    const storage = access.map((mode, i) => ({
      binding: i + 1,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: mode === 'read' ? ('read-only-storage' as const) : ('storage' as const) },
    }));
    const uniform = { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'uniform' as const } };
    const layout = this.#device.createBindGroupLayout({ entries: [uniform, ...storage] });
    this.#layouts.set(key, layout);
    return layout;
  }
}
