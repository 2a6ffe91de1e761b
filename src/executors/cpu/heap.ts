/** @file Blocks of one linear WebAssembly memory: allocated, freed, reused. */

import { invariant } from '../../lib/assert.ts';
import { MimError } from '../../lib/errors.ts';

const PAGE = 65536;
const ALIGNMENT = 256;
/** Addresses stay below 2³¹, so that they are the same numbers signed and unsigned. */
export const TOTAL_LIMIT = 2 ** 31 - PAGE;

interface Range {
  readonly at: number;
  readonly bytes: number;
}

const align = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/**
 * A first-address allocator with a list of free ranges, neighbours merged. Growing detaches every view of the memory,
 * so views are made when needed and never kept (see {@link floats}).
 */
export class Heap {
  readonly memory: WebAssembly.Memory;
  /** Blocks ever handed out. */
  allocations = 0;
  readonly #blocks = new Map<number, number>();
  /** By address. */
  #free: Range[] = [];
  #end: number;
  readonly #limit: number;

  /** @param base first address that may be handed out */
  constructor(memory: WebAssembly.Memory, base: number, limit: number = TOTAL_LIMIT) {
    this.memory = memory;
    this.#end = align(base);
    this.#limit = limit;
  }

  /** An address, a multiple of 256; what lies there is whatever was left. Throws a MimError if it does not fit. */
  allocate(wanted: number): number {
    const bytes = align(Math.max(wanted, 1));
    const fits = this.#free.filter((range) => range.bytes >= bytes);
    const best = fits.toSorted((a, b) => a.bytes - b.bytes)[0];
    const at = best === undefined ? this.#extend(bytes) : this.#carve(best, bytes);
    this.#blocks.set(at, bytes);
    this.allocations++;
    return at;
  }

  free(at: number): void {
    const bytes = this.#blocks.get(at);
    invariant(bytes !== undefined, `nothing was allocated at ${at}`);
    this.#blocks.delete(at);
    this.#release({ at, bytes });
  }

  floats(at: number, count: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#buffer, at, count);
  }

  integers(at: number, count: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#buffer, at, count);
  }

  bytes(at: number, count: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#buffer, at, count);
  }

  get #buffer(): ArrayBuffer {
    return this.memory.buffer;
  }

  #carve(range: Range, bytes: number): number {
    const rest = { at: range.at + bytes, bytes: range.bytes - bytes };
    this.#free = this.#free.flatMap((other) => (other !== range ? [other] : rest.bytes > 0 ? [rest] : []));
    return range.at;
  }

  #release(range: Range): void {
    const merged: Range[] = [];
    for (const next of [...this.#free, range].toSorted((a, b) => a.at - b.at)) {
      const last = merged.at(-1);
      if (last !== undefined && last.at + last.bytes === next.at) {
        merged[merged.length - 1] = { at: last.at, bytes: last.bytes + next.bytes };
      } else merged.push(next);
    }
    this.#free = merged;
  }

  /** Takes new room behind everything, together with a free range that ends there. */
  #extend(bytes: number): number {
    const tail = this.#free.at(-1);
    const joins = tail !== undefined && tail.at + tail.bytes === this.#end;
    const at = joins ? tail.at : this.#end;
    this.#grow(at + bytes);
    if (joins) this.#free.pop();
    this.#end = at + bytes;
    return at;
  }

  #grow(end: number): void {
    const missing = end - this.memory.buffer.byteLength;
    if (missing <= 0) return;
    const values = { need: Math.ceil(end / 2 ** 20), limit: Math.floor(this.#limit / 2 ** 20) };
    const hint = 'Make the model, the batch or the data set smaller.';
    if (end > this.#limit) {
      throw new MimError('out-of-memory', 'This needs {{need}} MB of memory; the CPU can use {{limit}} MB.', {
        values,
        hint,
      });
    }
    try {
      this.memory.grow(Math.ceil(missing / PAGE));
    } catch (cause) {
      throw new MimError('out-of-memory', 'The browser refused {{need}} MB of memory.', {
        values,
        hint,
        cause,
      });
    }
  }
}
