/** @file A data set in the executor's memory. */

import { invariant } from '../../lib/assert.ts';
import type { Resident } from '../executor.ts';
import type { Heap } from './heap.ts';

export class CpuResident implements Resident {
  readonly bytes: number;
  readonly #heap: Heap;
  readonly #address: number;
  #disposed = false;

  constructor(heap: Heap, data: Uint8Array<ArrayBuffer>) {
    this.bytes = data.byteLength;
    this.#heap = heap;
    this.#address = heap.allocate(data.byteLength);
    heap.bytes(this.#address, data.byteLength).set(data);
  }

  get address(): number {
    invariant(!this.#disposed, 'a resident after dispose');
    return this.#address;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#heap.free(this.#address);
  }
}
