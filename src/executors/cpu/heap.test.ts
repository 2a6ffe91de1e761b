/** @file The allocator of the CPU executor. */

import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { Heap } from './heap.ts';

const made = (limit?: number) => new Heap(new WebAssembly.Memory({ initial: 1 }), 300, limit);

describe('heap', () => {
  it('hands out aligned blocks behind its base', () => {
    const heap = made();
    expect(heap.allocate(1)).toBe(512);
    expect(heap.allocate(257)).toBe(768);
    expect(heap.allocate(1)).toBe(1280);
  });

  it('merges neighbours, so that a larger block fits where two smaller ones were', () => {
    const heap = made();
    const [a, b] = [heap.allocate(256), heap.allocate(256)];
    heap.allocate(256);
    heap.free(b);
    heap.free(a);
    expect(heap.allocate(512)).toBe(a);
  });

  it('extends the free range at its end instead of leaving it behind', () => {
    const heap = made();
    const a = heap.allocate(256);
    heap.free(a);
    expect(heap.allocate(1024)).toBe(a);
  });

  it('never lets two blocks overlap, whatever comes and goes', () => {
    const heap = made();
    const rng = rngOf('heap');
    const live: { at: number; bytes: number }[] = [];
    for (let step = 0; step < 500; step++) {
      if (live.length > 0 && rng.next() < 0.5) {
        const [gone] = live.splice(rng.int(live.length), 1);
        heap.free(gone!.at);
        continue;
      }
      const bytes = 1 + rng.int(5000);
      const at = heap.allocate(bytes);
      for (const other of live) expect(at >= other.at + other.bytes || at + bytes <= other.at).toBe(true);
      live.push({ at, bytes });
    }
    expect(heap.memory.buffer.byteLength).toBeLessThan(4 * 2 ** 20);
  });

  it('throws a sentence at its limit, and goes on working', () => {
    const heap = made(2 ** 20);
    expect(() => heap.allocate(2 ** 21)).toThrow('This needs 3 MB of memory; the CPU can use 1 MB.');
    expect(heap.allocate(2 ** 19)).toBe(512);
  });

  it('does not free twice', () => {
    const heap = made();
    const at = heap.allocate(1);
    heap.free(at);
    expect(() => heap.free(at)).toThrow(/nothing was allocated/);
  });
});
