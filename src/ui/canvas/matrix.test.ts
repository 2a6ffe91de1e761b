/** @file A matrix is drawn in the asked order, and its off-diagonal numbers are the right ones. */

import { expect, it } from 'vitest';
import { lutOf } from '../colour/maps.ts';
import { largestInRow, matrixPixels, offDiagonal, rasterOrder, rowByThing, rowsOf } from './matrix.ts';

const values = [1, 0.2, 0.8, 0.2, 1, 0.4, 0.8, 0.4, 1];
const scale = { map: 'viridis', low: 0, high: 1 } as const;

it('draws cell (i, j) at the place that the order gives both', () => {
  const lut = lutOf('viridis');
  const raster = matrixPixels({ values, n: 3, order: rasterOrder(3) }, scale);
  expect(raster[1]).toBe(lut[51]);
  expect(raster[4]).toBe(lut[255]);
  const sorted = matrixPixels({ values, n: 3, order: [2, 0, 1] }, scale);
  expect(sorted[1]).toBe(raster[6]);
  expect(sorted[5]).toBe(raster[1]);
});

it('draws 256 × 256 cells within one frame', () => {
  const n = 256;
  const big = Float32Array.from({ length: n * n }, (_, i) => (i % 97) / 97);
  // The best of several: other work on the machine may slow any one of them down.
  const times = Array.from({ length: 12 }, () => {
    const before = performance.now();
    matrixPixels({ values: big, n, order: rasterOrder(n) }, scale);
    return performance.now() - before;
  });
  expect(Math.min(...times)).toBeLessThan(16);
});

it('leaves the diagonal out', () => {
  expect([...offDiagonal(values, 3)].map((v) => Math.round(v * 10) / 10)).toEqual([
    0.2, 0.8, 0.2, 0.4, 0.8, 0.4,
  ]);
  expect(offDiagonal([1], 1)).toHaveLength(0);
});

it('finds the most similar others of a row', () => {
  expect(largestInRow(values, 3, 1, 5)).toEqual([2, 0]);
  expect(largestInRow(values, 3, 0, 1)).toEqual([2]);
});

it('spreads a row over the things it is about, and leaves the others out', () => {
  const rows = rowsOf([0, 2, 3], 4);
  expect([...rows]).toEqual([0, -1, 1, 2]);
  const row = rowByThing({ values, n: 3 }, rows, 2);
  expect([...row].map((v) => Math.round(v * 10) / 10)).toEqual([0.2, Number.NaN, 1, 0.4]);
  expect([...rowByThing({ values, n: 3 }, rows, 1)]).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});
