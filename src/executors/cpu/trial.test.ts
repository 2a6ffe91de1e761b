/** @file The register tiles are chosen by speed alone: both make the same numbers. */

import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { loadModule } from './module.ts';
import { chooseTile } from './trial.ts';

setFlagsFromString('--experimental-wasm-relaxed-simd');

describe.each(['relaxed', 'plain'] as const)('register tiles, SIMD %s', (simd) => {
  it.each([
    [1, 4, 4],
    [13, 36, 20],
    [125, 400, 44],
  ])('make the same numbers of %i rows, depth %i, %i columns', async (rows, depth, columns) => {
    const { heap, kernels } = await loadModule(simd, false);
    const rng = rngOf('tiles', rows);
    const random = (count: number): number => {
      const at = heap.allocate(count * 4);
      heap.floats(at, count).set(Float32Array.from({ length: count }, () => rng.normal()));
      return at;
    };
    const [x, w, bias, residual] = [rows * depth, columns * depth, columns, rows * columns].map(random);
    const results = [6, 8].map((height) => {
      const y = heap.allocate(rows * columns * 4);
      kernels!.useTileHeight(height);
      kernels!.linear(x!, w!, bias!, residual!, y, 0, rows, depth, columns);
      return heap.floats(y, rows * columns).slice();
    });
    expect(results[0]!.every(Number.isFinite)).toBe(true);
    expect(results[1]).toEqual(results[0]);
  });

  it('are one of two, whichever a trial finds faster', async () => {
    const { heap, kernels } = await loadModule(simd, false);
    expect([6, 8]).toContain(chooseTile(heap, kernels!));
  });
});
