/** @file GPU buffers, counted; and copies back to the host. */

import { MimError } from '../../lib/errors.ts';

/** Bytes: kernels bind every buffer of ours as a whole, and a binding may be allowed less than a buffer. */
export const largestBuffer = ({
  maxBufferSize,
  maxStorageBufferBindingSize,
}: Pick<GPUSupportedLimits, 'maxBufferSize' | 'maxStorageBufferBindingSize'>): number =>
  Math.min(maxBufferSize, maxStorageBufferBindingSize);

export class Buffers {
  readonly device: GPUDevice;
  allocations = 0;
  uploadedBytes = 0;

  constructor(device: GPUDevice) {
    this.device = device;
  }

  storage(bytes: number, label: string): GPUBuffer {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    return this.#create(bytes, usage, label);
  }

  uniform(bytes: number, label: string): GPUBuffer {
    return this.#create(bytes, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST, label);
  }

  staging(bytes: number, label: string): GPUBuffer {
    return this.#create(bytes, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST, label);
  }

  /** Bytes that are no multiple of 4 are padded with zeros, as the queue demands. */
  write(
    buffer: GPUBuffer,
    data:
      | Float32Array<ArrayBuffer>
      | Int32Array<ArrayBuffer>
      | Uint32Array<ArrayBuffer>
      | Uint8Array<ArrayBuffer>,
  ): void {
    const { byteLength } = data;
    const whole = byteLength - (byteLength % 4);
    this.device.queue.writeBuffer(buffer, 0, data.buffer, data.byteOffset, whole);
    if (whole < byteLength) {
      const tail = new Uint8Array(4);
      tail.set(new Uint8Array(data.buffer, data.byteOffset + whole, byteLength - whole));
      this.device.queue.writeBuffer(buffer, whole, tail);
    }
    this.uploadedBytes += byteLength;
  }

  /** A copy of the first `floats` of a buffer, after everything submitted so far. */
  async read(buffer: GPUBuffer, floats: number): Promise<Float32Array<ArrayBuffer>> {
    if (floats === 0) return new Float32Array();
    const staging = this.staging(floats * 4, 'read');
    const encoder = this.device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, floats * 4);
    this.device.queue.submit([encoder.finish()]);
    const data = await mapped(staging, floats * 4);
    staging.destroy();
    return data;
  }

  #create(bytes: number, usage: GPUBufferUsageFlags, label: string): GPUBuffer {
    const size = Math.max(16, Math.ceil(bytes / 4) * 4);
    const limit = largestBuffer(this.device.limits);
    if (size > limit) {
      throw new MimError(
        'out-of-memory',
        'a buffer of {{needed}} MB is needed and the GPU gives at most {{limit}} MB',
        {
          values: {
            needed: Math.ceil(size / 2 ** 20),
            limit: Math.floor(limit / 2 ** 20),
          },
          hint: 'Use a smaller batch, or fewer images.',
        },
      );
    }
    this.allocations++;
    return this.device.createBuffer({ size, usage, label });
  }
}

/** Maps, copies out and unmaps. Rejects with `device-lost` when the GPU went away meanwhile. */
export async function mapped(staging: GPUBuffer, bytes: number): Promise<Float32Array<ArrayBuffer>> {
  try {
    await staging.mapAsync(GPUMapMode.READ, 0, bytes);
  } catch (cause) {
    throw new MimError('device-lost', 'the GPU went away while its result was awaited', {
      hint: 'The page starts again from the last snapshot by itself.',
      cause,
    });
  }
  const data = new Float32Array(staging.getMappedRange(0, bytes).slice(0));
  staging.unmap();
  return data;
}
