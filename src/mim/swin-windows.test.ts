import { describe, expect, it } from 'vitest';
import {
  inverted,
  merged,
  moved,
  pairsOfRows,
  rasterOrder,
  regions,
  relativeRow,
  windowCount,
  windowOrder,
  windowPairs,
  windowsOf,
} from './swin-windows.ts';

const sorted = (order: Int32Array): number[] => [...order].toSorted((a, b) => a - b);

describe('windows', () => {
  it('are the whole grid, never shifted, where the grid is no larger than a window', () => {
    expect(windowsOf(4, 4, true)).toEqual({ side: 4, window: 4, shift: 0 });
    expect(windowsOf(3, 7, true)).toEqual({ side: 3, window: 3, shift: 0 });
  });

  it('shift by half of their side, rounded down, in odd blocks', () => {
    expect(windowsOf(8, 4, false)).toEqual({ side: 8, window: 4, shift: 0 });
    expect(windowsOf(8, 4, true).shift).toBe(2);
    expect(windowsOf(14, 7, true).shift).toBe(3);
    expect(windowsOf(4, 1, true).shift).toBe(0);
  });

  it('are no windows of a grid that they do not divide', () => {
    expect(() => windowsOf(10, 4, false)).toThrow('windows of 4 do not divide 10 tokens');
  });

  it('list their tokens row by row, windows row by row', () => {
    const order = windowOrder({ side: 4, window: 2, shift: 0 });
    expect([...order]).toEqual([0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15]);
  });

  it('begin, shifted, down and to the right of the corner and end at it', () => {
    const order = windowOrder({ side: 4, window: 2, shift: 1 });
    expect([...order]).toEqual([5, 6, 9, 10, 7, 4, 11, 8, 13, 14, 1, 2, 15, 12, 3, 0]);
  });

  it.each([
    { side: 6, window: 3, shift: 1 },
    { side: 8, window: 4, shift: 2 },
    { side: 5, window: 5, shift: 0 },
  ])('hold each token of $side × $side once, shifted by $shift', (windows) => {
    const order = windowOrder(windows);
    expect(sorted(order)).toEqual([...rasterOrder(windows.side)]);
    expect([...inverted(order)].map((position) => order[position])).toEqual([...rasterOrder(windows.side)]);
  });

  it('move from one order to another and back', () => {
    const plain = windowOrder({ side: 6, window: 3, shift: 0 });
    const shifted = windowOrder({ side: 6, window: 3, shift: 1 });
    const index = moved(plain, shifted);
    expect([...index].map((position) => plain[position])).toEqual([...shifted]);
    expect([...moved(shifted, plain)]).toEqual([...inverted(index)]);
  });
});

describe('regions of a shifted grid', () => {
  it('are those of three bands down and across, window by window', () => {
    expect([...regions({ side: 4, window: 2, shift: 1 })]).toEqual([
      0, 0, 0, 0, 1, 2, 1, 2, 3, 3, 6, 6, 4, 5, 7, 8,
    ]);
  });

  it('are one for tokens that lie within a window of each other in the image, and only for them', () => {
    const windows = { side: 9, window: 3, shift: 1 };
    const order = windowOrder(windows);
    const region = regions(windows);
    for (let first = 0; first < 81; first += 9) {
      for (let i = 0; i < 9; i++) {
        for (let j = 0; j < 9; j++) {
          const [a, b] = [order[first + i]!, order[first + j]!];
          const near = Math.abs(Math.floor(a / 9) - Math.floor(b / 9)) < 3 && Math.abs((a % 9) - (b % 9)) < 3;
          expect(region[first + i] === region[first + j]).toBe(near);
        }
      }
    }
  });
});

describe('the bias table', () => {
  it('has its middle row for a token and itself, the first for what lies farthest below and right', () => {
    expect(relativeRow(4, 5, 5)).toBe(24);
    expect(relativeRow(4, 0, 15)).toBe(0);
    expect(relativeRow(4, 15, 0)).toBe(48);
    expect(relativeRow(4, 4, 0)).toBe(24 + 7); // one row below
    expect(relativeRow(4, 1, 0)).toBe(24 + 1); // one column to the right
  });

  it('is the same for all plain windows, and for shifted ones but for signs', () => {
    const plain = windowPairs({ side: 8, window: 4, shift: 0 });
    const shifted = windowPairs({ side: 8, window: 4, shift: 2 });
    expect(plain).toHaveLength(256);
    expect(shifted).toHaveLength(4 * 256);
    expect([...shifted].map((pair) => (pair < 0 ? -1 - pair : pair))).toEqual(
      Array.from({ length: 4 }, () => [...plain]).flat(),
    );
    expect([...shifted.subarray(0, 256)]).toEqual([...plain]); // the first window was not torn
    expect(shifted.subarray(3 * 256).filter((pair) => pair < 0)).toHaveLength(256 - 4 * 16);
    expect(windowCount({ side: 8, window: 4, shift: 2 })).toBe(4);
  });

  it('lists every pair once, under its row', () => {
    const lists = pairsOfRows(3);
    const pairs = windowPairs({ side: 3, window: 3, shift: 0 });
    expect(lists).toHaveLength(25 * 9);
    const listed = [...lists.keys()].filter((at) => lists[at]! >= 0);
    for (const at of listed) expect(pairs[lists[at]!]).toBe(Math.floor(at / 9));
    expect(listed.map((at) => lists[at]!).toSorted((a, b) => a - b)).toEqual([...pairs.keys()]);
  });
});

describe('patch merging', () => {
  it('joins two rows of two, the lower row second', () => {
    const index = merged(rasterOrder(4), rasterOrder(2));
    expect([...index]).toEqual([0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15]);
  });

  it('takes every position once, from any order to any', () => {
    const from = windowOrder({ side: 8, window: 4, shift: 2 });
    const to = windowOrder({ side: 4, window: 2, shift: 0 });
    const index = merged(from, to);
    expect(sorted(index)).toEqual([...rasterOrder(8)]);
    const raster = from[index[4 * 5 + 1]!]!; // second part of the token at position 5
    expect(raster).toBe((2 * Math.floor(to[5]! / 4) + 1) * 8 + 2 * (to[5]! % 4));
  });
});
