/** @file A model's four flat buffers on the GPU. */

import type { Value } from '../../graph/graph.ts';
import { sizeOf } from '../../graph/graph.ts';
import type { ParameterLayout } from '../../graph/parameters.ts';
import { invariant } from '../../lib/assert.ts';
import type { FlatBuffer, Parameters } from '../executor.ts';
import type { Buffers } from './buffers.ts';

export class WebgpuParameters implements Parameters {
  readonly layout: ParameterLayout;
  readonly buffers: Readonly<Record<FlatBuffer, GPUBuffer>>;
  readonly #buffers: Buffers;

  constructor(layout: ParameterLayout, buffers: Buffers) {
    this.layout = layout;
    this.#buffers = buffers;
    const make = (which: FlatBuffer): GPUBuffer => buffers.storage(this.#floats(which) * 4, which);
    this.buffers = {
      weights: make('weights'),
      gradients: make('gradients'),
      moment1: make('moment1'),
      moment2: make('moment2'),
    };
  }

  write(which: FlatBuffer, data: Float32Array<ArrayBuffer>): void {
    invariant(
      data.length === this.#floats(which),
      `${which} has ${this.#floats(which)} floats, not ${data.length}`,
    );
    this.#buffers.write(this.buffers[which], data);
  }

  read(which: FlatBuffer): Promise<Float32Array<ArrayBuffer>> {
    return this.#buffers.read(this.buffers[which], this.#floats(which));
  }

  /** Where one tensor lies; offsets are multiples of 256 bytes by the layout. */
  range(which: 'weights' | 'gradients', name: string, value: Value): GPUBufferBinding {
    const offset = this.layout.offsets.get(name);
    invariant(offset !== undefined, `no weight ${name}`);
    return {
      buffer: this.buffers[which],
      offset: offset * 4,
      size: Math.ceil(sizeOf(value.shape) / 64) * 256,
    };
  }

  dispose(): void {
    for (const buffer of Object.values(this.buffers)) buffer.destroy();
  }

  #floats(which: FlatBuffer): number {
    return which === 'weights' ? this.layout.size : this.layout.trainableSize;
  }
}
