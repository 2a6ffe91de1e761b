import { describe, expect, it } from 'vitest';
import { rngOf } from '../lib/rng.ts';
import { avgDist, squaredDistances } from './avg-dist.ts';
import { maskFrom } from './grid.ts';

describe('avgDist', () => {
  it.each([2, 4, 8, 16, 32, 64])('of a lone hidden patch of %d px inside is (p + 1)(p + 2) / 6p', (p) => {
    const mask = maskFrom([0, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect(avgDist(mask, { rows: 3, cols: 3 }, p)).toBeCloseTo(((p + 1) * (p + 2)) / (6 * p), 10);
  });

  it('of a hidden corner, a hidden half and a checkerboard of 4-px cells', () => {
    const grid = { rows: 2, cols: 2 };
    expect(avgDist(maskFrom([1, 0, 0, 0]), grid, 4)).toBe(1.875);
    expect(avgDist(maskFrom([1, 0, 1, 0]), grid, 4)).toBe(2.5);
    expect(avgDist(maskFrom([1, 0, 0, 1]), grid, 4)).toBe(1.875);
  });

  it('is 0 where nothing is hidden and null where nothing is visible', () => {
    expect(avgDist(maskFrom([0]), { rows: 1, cols: 1 }, 8)).toBe(0);
    expect(avgDist(maskFrom([1, 1]), { rows: 1, cols: 2 }, 8)).toBeNull();
  });
});

describe('squaredDistances', () => {
  it('agrees with a search over all visible pixels', () => {
    const grid = { rows: 5, cols: 7 };
    const patch = 3;
    for (let seed = 0; seed < 20; seed++) {
      const rng = rngOf(seed);
      const mask = maskFrom(Array.from({ length: 35 }, (_, i) => (i > 0 && rng.next() < 0.8 ? 1 : 0)));
      const isVisible = (y: number, x: number): boolean =>
        mask[Math.floor(y / patch) * 7 + Math.floor(x / patch)] === 0;
      const expected: number[] = [];
      for (let y = 0; y < 15; y++) {
        for (let x = 0; x < 21; x++) {
          let best = Infinity;
          for (let v = 0; v < 15; v++) {
            for (let u = 0; u < 21; u++)
              if (isVisible(v, u)) best = Math.min(best, (y - v) ** 2 + (x - u) ** 2);
          }
          expected.push(best);
        }
      }
      expect([...squaredDistances(mask, grid, patch)!]).toEqual(expected);
    }
  });
});
