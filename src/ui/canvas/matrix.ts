/** @file Square matrices as pictures: one pixel per cell, drawn at once. */

import { lutIndex, lutOf } from '../colour/maps.ts';
import type { ColourScale } from '../colour/scale.ts';

export interface SquareMatrix {
  /** [n, n], row-major. */
  readonly values: ArrayLike<number>;
  readonly n: number;
  /** The row (and column) of the matrix at each position on screen, [n]. */
  readonly order: ArrayLike<number>;
}

/** Pixels [n, n] of a matrix, opaque. 256² takes about a millisecond. */
export function matrixPixels(
  { values, n, order }: SquareMatrix,
  { map, low, high }: ColourScale,
): Uint32Array<ArrayBuffer> {
  const lut = lutOf(map);
  const pixels = new Uint32Array(n * n);
  for (let y = 0; y < n; y++) {
    const row = (order[y] ?? 0) * n;
    for (let x = 0; x < n; x++) {
      pixels[y * n + x] = lut[lutIndex(values[row + (order[x] ?? 0)] ?? Number.NaN, low, high)] ?? 0;
    }
  }
  return pixels;
}

/** The identity order of `n` rows. */
export const rasterOrder = (n: number): Uint32Array<ArrayBuffer> =>
  Uint32Array.from({ length: n }, (_, i) => i);

/** Values off the diagonal, [n (n - 1)]. */
export function offDiagonal(values: ArrayLike<number>, n: number): Float32Array<ArrayBuffer> {
  const rest = new Float32Array(n * Math.max(0, n - 1));
  let at = 0;
  for (let row = 0; row < n; row++) {
    for (let col = 0; col < n; col++) {
      if (row !== col) rest[at++] = values[row * n + col] ?? 0;
    }
  }
  return rest;
}

/** The columns with the largest values of a row, its own column left out, largest first. */
export function largestInRow(values: ArrayLike<number>, n: number, row: number, count: number): number[] {
  const columns = Array.from({ length: n }, (_, col) => col).filter((col) => col !== row);
  const at = (col: number): number => values[row * n + col] ?? 0;
  return columns.toSorted((a, b) => at(b) - at(a)).slice(0, count);
}

/** The row of each of `count` things in a matrix whose row i is thing `things[i]`; -1 for those it leaves out. */
export function rowsOf(things: ArrayLike<number>, count: number): Int32Array<ArrayBuffer> {
  const rows = new Int32Array(count).fill(-1);
  for (let row = 0; row < things.length; row++) {
    const thing = things[row] ?? -1;
    if (thing >= 0 && thing < count) rows[thing] = row;
  }
  return rows;
}

/** One row of a matrix, by thing, [count]; NaN for things that the matrix leaves out, all NaN where `thing` is one. */
export function rowByThing(
  { values, n }: Pick<SquareMatrix, 'values' | 'n'>,
  rows: Int32Array,
  thing: number,
): Float32Array<ArrayBuffer> {
  const row = rows[thing] ?? -1;
  return Float32Array.from(rows, (col) =>
    row < 0 || col < 0 ? Number.NaN : (values[row * n + col] ?? Number.NaN),
  );
}
