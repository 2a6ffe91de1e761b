import { describe, expect, it } from 'vitest';
import { avgDist } from './avg-dist.ts';
import { expectedAvgDist } from './expected-avg-dist.ts';
import { hiddenCount, maskFrom, type Grid } from './grid.ts';
import { defaultMask, type MaskChoice } from './masks/index.ts';

const cells = (ratio: number): MaskChoice => ({ id: 'cells', ratio, unit: '1' });
const square = (side: number, patch: number): Grid => ({ rows: side / patch, cols: side / patch });
const expected = (side: number, patch: number, choice: MaskChoice, draws = 200): number =>
  expectedAvgDist({ grid: square(side, patch), choice, patch, draws, seed: 1 }).pixels!;

const RATIOS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9] as const;

/** Means over 300 to 600 masks of SimMIM's generator, one row per image side and cell in pixels, one column per ratio. */
const SAMPLED: readonly (readonly [side: number, cell: number, ...number[]])[] = [
  [192, 4, 1.32, 1.4, 1.49, 1.63, 1.81, 2.08, 2.5, 2.82, 3.25, 5.05],
  [192, 8, 2.08, 2.26, 2.47, 2.76, 3.14, 3.69, 4.56, 5.2, 6.11, 9.9],
  [192, 16, 3.76, 4.13, 4.64, 5.25, 6.05, 7.22, 9.04, 10.32, 12.53, 20.46],
  [192, 32, 7.84, 8.61, 9.66, 11.01, 12.43, 15.27, 19.81, 21.75, 26.21, 46.13],
  [192, 64, 17.0, 19.42, 22.05, 25.58, 29.8, 35.57, 46.99, 47.71, 68.51],
  [224, 14, 3.3, 3.63, 4.02, 4.55, 5.18, 6.2, 7.85, 8.86, 10.52, 17.46],
  [224, 16, 3.73, 4.1, 4.56, 5.15, 5.98, 7.1, 8.95, 10.16, 12.11, 20.1],
  [224, 32, 7.4, 8.32, 9.25, 10.63, 12.5, 14.92, 18.9, 22.02, 26.47, 47.5],
  [64, 4, 1.35, 1.44, 1.55, 1.69, 1.89, 2.18, 2.64, 2.94, 3.42, 5.43],
  [64, 8, 2.25, 2.45, 2.72, 3.02, 3.43, 4.06, 4.99, 5.66, 6.98, 10.92],
  [64, 16, 4.44, 5.04, 5.44, 6.34, 6.94, 8.43, 11.45, 11.56, 13.7, 25.96],
  [32, 2, 1.02, 1.05, 1.09, 1.15, 1.24, 1.39, 1.61, 1.77, 2.0, 3.01],
  [32, 4, 1.42, 1.5, 1.64, 1.79, 1.98, 2.32, 2.78, 3.13, 3.77, 5.83],
  [32, 8, 2.53, 2.83, 2.99, 3.43, 3.75, 4.56, 5.98, 5.97, 7.22, 12.92],
];

describe('expectedAvgDist of cells, exactly', () => {
  it.each(SAMPLED)('agrees with masks drawn at %d px in cells of %d px', (side, cell, ...means) => {
    const off = means.map((mean, i) => Math.abs(expected(side, cell, cells(RATIOS[i]!)) / mean - 1));
    expect(Math.max(...off)).toBeLessThan(0.03);
  });
});

describe('expectedAvgDist by enumeration', () => {
  /** The mean over every mask of the grid that hides so many. */
  function enumerated(grid: Grid, hidden: number, patch: number): number {
    const n = grid.rows * grid.cols;
    let sum = 0;
    let masks = 0;
    for (let bits = 0; bits < 2 ** n; bits++) {
      const mask = maskFrom(Array.from({ length: n }, (_, i) => (bits >> i) & 1));
      if (hiddenCount(mask) !== hidden) continue;
      sum += avgDist(mask, grid, patch)!;
      masks++;
    }
    return sum / masks;
  }

  it.each([
    [{ rows: 2, cols: 2 }, 6],
    [{ rows: 3, cols: 3 }, 5],
    [{ rows: 2, cols: 5 }, 3],
    [{ rows: 1, cols: 8 }, 4],
    [{ rows: 4, cols: 3 }, 4],
  ])('is the mean over all masks of a grid of %j, for every count', (grid, patch) => {
    const n = grid.rows * grid.cols;
    for (let hidden = 1; hidden < n; hidden++) {
      const choice: MaskChoice = { id: 'random', ratio: (hidden - 1e-6) / n };
      const exact = expectedAvgDist({ grid, choice, patch, draws: 0, seed: 1 });
      expect(exact).toMatchObject({ hidden, method: 'exact', errorPixels: 0 });
      expect(exact.pixels).toBeCloseTo(enumerated(grid, hidden, patch), 9);
    }
  });

  it('is 8.570 for 10 of 16 cells of 16 px, where 300 draws said 8.43', () => {
    expect(expected(64, 16, cells(0.6))).toBeCloseTo(8.57, 3);
    expect(expected(8, 2, cells(0.6))).toBeCloseTo(enumerated({ rows: 4, cols: 4 }, 10, 2), 9);
  });
});

describe('expectedAvgDist of other strategies', () => {
  it.each([
    [1 / 9, 11.17],
    [1 / 4, 16.5],
    [4 / 9, 21.84],
  ])('is that of the one square in the middle, %d of 192²', (ratio, pixels) => {
    expect(expected(192, 16, { ...defaultMask('square'), ratio })).toBeCloseTo(pixels, 1);
  });

  it.each([
    [1 / 9, 14.2],
    [1 / 4, 22.9],
    [4 / 9, 34.47],
  ])('is the mean over the places of a square of whole 32-px cells, %d of 192²', (ratio, pixels) => {
    const exact = expected(192, 32, { ...defaultMask('square'), ratio, place: 'anywhere' });
    expect(Math.abs(exact / pixels - 1)).toBeLessThan(0.03);
  });

  it.each([
    [1 / 9, 11.23],
    [1 / 4, 16.7],
    [4 / 9, 22.22],
  ])('is the mean over squares at any pixel, %d of 192²', (ratio, pixels) => {
    // The middles of 8 × 8 equal parts of a quarter of the places; the other quarters are its mirror images.
    const middles = Array.from({ length: 8 }, (_, i) => (i + 0.5) / 16);
    const each = middles.flatMap((x) =>
      middles.map((y) => expected(192, 1, { ...defaultMask('square'), ratio, place: 'here', x, y })),
    );
    const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
    expect(Math.abs(mean / pixels - 1)).toBeLessThan(0.03);
  });

  it.each([
    [192, 4, 0.4, 16.99],
    [192, 4, 0.6, 22.37],
    [192, 16, 0.4, 19.24],
    [192, 16, 0.6, 25.33],
    [224, 16, 0.4, 20.51],
    [224, 16, 0.6, 27.91],
    [224, 16, 0.8, 40.14],
  ])(
    'takes BEiT’s blocks at %d px, at least %d patches, ratio %d: %d px',
    (side, smallest, ratio, pixels) => {
      // Of 192 px at 0.8 BEiT's own count is short, which ours never is.
      const measured = expected(side, 16, { id: 'block', ratio, smallest }, 300);
      expect(Math.abs(measured / pixels - 1)).toBeLessThan(0.03);
    },
  );

  it('samples with an error that it tells, and gives the same number again', () => {
    const question = {
      grid: square(64, 8),
      choice: defaultMask('inverse-block'),
      patch: 8,
      draws: 60,
      seed: 5,
    };
    const once = expectedAvgDist(question);
    expect(once).toMatchObject({ method: 'sampled', masks: 60 });
    expect(expectedAvgDist(question)).toEqual(once);
    const more = expectedAvgDist({ ...question, draws: 2000, seed: 6 });
    expect(more.errorPixels).toBeLessThan(once.errorPixels / 3);
    expect(Math.abs(once.pixels! - more.pixels!)).toBeLessThan(4 * once.errorPixels);
  });

  it('is 0 where nothing is hidden', () => {
    expect(expected(64, 8, { id: 'random', ratio: 0 })).toBe(0);
  });

  it('orders strategies as they look: grid, random, cells of 2×2, blocks', () => {
    const at = (choice: MaskChoice): number => expected(64, 8, choice, 100);
    const rising = [
      at({ id: 'grid', ratio: 0.75 }),
      at({ id: 'random', ratio: 0.75 }),
      at({ id: 'cells', ratio: 0.75, unit: '2' }),
      at({ id: 'block', ratio: 0.75, smallest: 16 }),
    ];
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
  });
});
