/** @file The data set on the GPU. */

import type { Resident } from '../executor.ts';
import type { Buffers } from './buffers.ts';

export class WebgpuResident implements Resident {
  readonly bytes: number;
  readonly buffer: GPUBuffer;

  constructor(data: Uint8Array<ArrayBuffer>, buffers: Buffers) {
    this.bytes = data.byteLength;
    this.buffer = buffers.storage(data.byteLength, 'resident');
    buffers.write(this.buffer, data);
  }

  dispose(): void {
    this.buffer.destroy();
  }
}
