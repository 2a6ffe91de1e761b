/** @file The memory plan: which values share which buffer, so that bytes are known before any is allocated. */

import { invariant } from '../lib/assert.ts';
import type { Graph, Value } from './graph.ts';
import { sizeOf } from './graph.ts';

export interface Plan {
  /** Bytes of each buffer; all multiples of 256. */
  readonly buffers: readonly number[];
  /** Value id → buffer. Values with a place elsewhere (weights, gradients, residents) are not in it. */
  readonly place: ReadonlyMap<number, number>;
  readonly bytes: number;
}

const BYTES: Readonly<Record<Value['dtype'], number>> = { f32: 4, i32: 4, u8: 1 };
/** Rows are padded to the tallest tile, so that kernels need no row guards on loads and stores. */
export const ROW_PADDING = 16;

/** Bytes of a value in a buffer of its own: rows padded to {@link ROW_PADDING}, the whole to 256. */
export function bytesOf(value: Value): number {
  const [rows = 1, ...rest] = value.shape;
  const padded = value.shape.length >= 2 ? Math.ceil(rows / ROW_PADDING) * ROW_PADDING : rows;
  return Math.ceil((padded * sizeOf(rest) * BYTES[value.dtype]) / 256) * 256;
}

/**
 * Whole buffers change hands, never ranges: WebGPU refuses one buffer bound for reading and writing in one dispatch.
 * A buffer is free again after the last node that reads its value; among the free ones the best-fitting is taken.
 */
export function planMemory(graph: Graph): Plan {
  const keep = new Set([...graph.named.values()].map((value) => value.id));
  const elsewhere = new Set([...graph.gradients.values()].map((value) => value.id));
  const lastRead = new Map<number, number>();
  graph.nodes.forEach((node, time) => {
    for (const input of node.inputs) if (input !== null) lastRead.set(input.id, time);
  });

  const buffers: number[] = [];
  const place = new Map<number, number>();
  const free: number[] = [];
  const allocate = (value: Value): void => {
    const bytes = bytesOf(value);
    const shared = keep.has(value.id) ? undefined : bestFit(free, buffers, bytes);
    if (shared === undefined) {
      place.set(value.id, buffers.push(bytes) - 1);
      return;
    }
    free.splice(free.indexOf(shared), 1);
    buffers[shared] = Math.max(buffers[shared]!, bytes);
    place.set(value.id, shared);
  };

  for (const value of graph.named.values()) if (value.origin.kind === 'input') allocate(value);
  graph.nodes.forEach((node, time) => {
    for (const output of node.outputs) {
      if (!elsewhere.has(output.id)) allocate(output);
    }
    const ended = [...node.inputs, ...node.outputs].filter(
      (value): value is Value =>
        value !== null &&
        !keep.has(value.id) &&
        place.has(value.id) &&
        (lastRead.get(value.id) ?? time) === time,
    );
    for (const value of new Set(ended)) free.push(place.get(value.id)!);
  });
  for (const buffer of place.values()) invariant(buffers[buffer] !== undefined, 'a value without a buffer');
  return { buffers, place, bytes: buffers.reduce((sum, bytes) => sum + bytes, 0) };
}

/** The smallest free buffer that is large enough, else the largest free one (it grows). */
function bestFit(free: readonly number[], sizes: readonly number[], bytes: number): number | undefined {
  const byNeed = free.toSorted((a, b) => sizes[a]! - sizes[b]!);
  return byNeed.find((buffer) => sizes[buffer]! >= bytes) ?? byNeed.at(-1);
}
