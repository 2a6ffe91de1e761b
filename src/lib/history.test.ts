import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeries, type Series } from './history.ts';

const filled = (ys: readonly number[]): Series => {
  const series = createSeries();
  ys.forEach((y, i) => series.append(i * 2, y));
  return series;
};

describe('a series', () => {
  it('keeps everything that is appended, over many growths', () => {
    const series = filled(Array.from({ length: 5000 }, (_, i) => Math.sin(i)));
    expect(series.length).toBe(5000);
    expect([series.x(4999), series.y(4999)]).toEqual([9998, Math.sin(4999)]);
    expect([series.x(1023), series.y(1024)]).toEqual([2046, Math.sin(1024)]);
  });

  it('finds places and forgets what comes after one', () => {
    const series = filled([1, 2, 3, 4]); // at 0, 2, 4, 6
    expect([-1, 0, 3, 4, 99].map(series.upTo)).toEqual([0, 1, 2, 3, 4]);
    series.truncateAfter(3);
    expect(series.length).toBe(2);
    series.append(4, 9);
    expect(series.y(2)).toBe(9);
  });
});

describe('thin', () => {
  it('gives short series as they are', () => {
    const { x, y } = filled([3, 1, 2]).thin(400);
    expect([...x]).toEqual([0, 2, 4]);
    expect([...y]).toEqual([3, 1, 2]);
  });

  it('keeps the ends, the extremes, the order and the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 3000 }),
        fc.integer({ min: 4, max: 400 }),
        (ys, limit) => {
          const { x, y } = filled(ys).thin(limit);
          expect(x.length).toBe(y.length);
          expect(x.length).toBeLessThanOrEqual(limit);
          expect([x[0], x.at(-1)]).toEqual([0, 2 * (ys.length - 1)]);
          expect(Math.max(...y)).toBe(Math.max(...ys));
          expect(Math.min(...y)).toBe(Math.min(...ys));
          expect([...y]).toEqual(Array.from(x, (at) => ys[at / 2]));
          expect(x.every((at, i) => i === 0 || at > x[i - 1]!)).toBe(true);
        },
      ),
    );
  });

  it('shows a single spike, also one that is not a number', () => {
    const spike: number[] = Array.from({ length: 10_000 }, (_, i) => (i === 7777 ? 50 : 1));
    expect(filled(spike).thin(100).y).toContain(50);
    spike[7777] = NaN;
    expect(filled(spike).thin(100).y.some(Number.isNaN)).toBe(true);
  });

  it('thins a part', () => {
    const { x, y } = filled(Array.from({ length: 100 }, (_, i) => i)).thin(400, 10, 13);
    expect([...x]).toEqual([20, 22, 24]);
    expect([...y]).toEqual([10, 11, 12]);
  });
});
