/** @file The four flat buffers of a model in the executor's memory. */

import { invariant } from '../../lib/assert.ts';
import type { ParameterLayout } from '../../graph/parameters.ts';
import type { FlatBuffer, Parameters } from '../executor.ts';
import type { Heap } from './heap.ts';
import type { FlatAddresses } from './lowering.ts';

export class CpuParameters implements Parameters {
  readonly layout: ParameterLayout;
  readonly addresses: FlatAddresses;
  readonly #heap: Heap;
  readonly #uploaded: (bytes: number) => void;
  #disposed = false;

  /** All zeros at first. */
  constructor(heap: Heap, layout: ParameterLayout, uploaded: (bytes: number) => void) {
    this.layout = layout;
    this.#heap = heap;
    this.#uploaded = uploaded;
    const { size, trainableSize, decaySize } = layout;
    const at = heap.allocate((size + 3 * trainableSize) * 4);
    heap.floats(at, size + 3 * trainableSize).fill(0);
    const gradients = at + size * 4;
    const moment1 = gradients + trainableSize * 4;
    const moment2 = moment1 + trainableSize * 4;
    this.addresses = { weights: at, gradients, moment1, moment2, trainableSize, decaySize };
  }

  write(which: FlatBuffer, data: Float32Array<ArrayBuffer>): void {
    const view = this.view(which);
    invariant(view.length === data.length, `${which} has ${view.length} floats, not ${data.length}`);
    view.set(data);
    this.#uploaded(data.byteLength);
  }

  read(which: FlatBuffer): Promise<Float32Array<ArrayBuffer>> {
    return Promise.resolve(this.view(which).slice());
  }

  /** Detached as soon as the memory grows. */
  view(which: FlatBuffer): Float32Array<ArrayBuffer> {
    invariant(!this.#disposed, 'parameters after dispose');
    const count = which === 'weights' ? this.layout.size : this.layout.trainableSize;
    return this.#heap.floats(this.addresses[which], count);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#heap.free(this.addresses.weights);
  }
}
