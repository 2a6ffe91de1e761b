import { describe, expect, it } from 'vitest';
import { rngOf } from '../lib/rng.ts';
import { avgDist, expectedAvgDist, squaredDistances } from './avg-dist.ts';
import { hiddenCount, maskFrom, type Grid } from './grid.ts';
import type { MaskChoice } from './masks/index.ts';

const cells = (ratio: number): MaskChoice => ({ id: 'cells', ratio, unit: '1' });
const square = (side: number, patch: number): Grid => ({ rows: side / patch, cols: side / patch });

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

describe('expectedAvgDist, against simulations of SimMIM’s generator with several hundred masks', () => {
  it.each([
    [64, 4, 0.5, 1.89],
    [64, 4, 0.75, 2.94],
    [64, 8, 0.3, 2.72],
    [64, 8, 0.6, 4.06],
    [64, 8, 0.75, 5.66],
    [32, 2, 0.75, 1.77],
    [32, 4, 0.6, 2.32],
    [32, 8, 0.75, 5.97],
    [192, 16, 0.6, 7.22],
    [192, 32, 0.6, 15.27],
    [224, 32, 0.4, 10.63],
  ])('%d px, patches of %d px, ratio %d: %d px', (side, patch, ratio, expected) => {
    const draws = patch >= 16 ? 300 : 200;
    const measured = expectedAvgDist(square(side, patch), cells(ratio), patch, draws, 1)!;
    expect(Math.abs(measured / expected - 1)).toBeLessThan(0.03);
  });

  it('BEiT’s blocks on 192 px at 0.4, where its count is hardly ever short', () => {
    const blocks = (smallest: number): MaskChoice => ({ id: 'block', ratio: 0.4, smallest });
    expect(Math.abs(expectedAvgDist(square(192, 16), blocks(4), 16, 300, 1)! / 16.99 - 1)).toBeLessThan(0.03);
    expect(Math.abs(expectedAvgDist(square(192, 16), blocks(16), 16, 300, 1)! / 19.24 - 1)).toBeLessThan(
      0.03,
    );
  });

  it('agrees with the mean over all 8008 ways to hide 10 of 16 cells', () => {
    const grid = square(64, 16);
    let sum = 0;
    let masks = 0;
    for (let bits = 0; bits < 2 ** 16; bits++) {
      const mask = maskFrom(Array.from({ length: 16 }, (_, i) => (bits >> i) & 1));
      if (hiddenCount(mask) !== 10) continue;
      sum += avgDist(mask, grid, 2)!;
      masks++;
    }
    expect(masks).toBe(8008);
    const measured = expectedAvgDist(grid, cells(0.6), 2, 4000, 1)!;
    expect(Math.abs((measured * masks) / sum - 1)).toBeLessThan(0.01);
  });

  it('gives the same number again', () => {
    const once = (): number | null => expectedAvgDist(square(64, 8), cells(0.75), 8, 10, 5);
    expect(once()).toBe(once());
  });
});
