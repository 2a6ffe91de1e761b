import { describe, expect, it } from 'vitest';
import { tensorStatistics } from './tensor-statistics.ts';

describe('tensorStatistics', () => {
  it('counts zeros and what is not finite, and measures the rest', () => {
    const { histogram, ...rest } = tensorStatistics([3, 0, -4, NaN, Infinity, 0], 7);
    expect(rest).toEqual({ count: 6, min: -4, max: 3, meanAbs: 7 / 4, norm: 5, zeros: 2, nonFinite: 2 });
    expect(histogram).toEqual([1, 0, 0, 0, 2, 0, 1]);
  });

  it('puts equal numbers into the first bin, and knows nothing of nothing', () => {
    expect(tensorStatistics([2, 2], 3).histogram).toEqual([2, 0, 0]);
    const empty = tensorStatistics([NaN], 2);
    expect(empty.min).toBeNaN();
    expect(empty.meanAbs).toBeNaN();
    expect(empty.norm).toBeNaN();
    expect(empty.histogram).toEqual([0, 0]);
  });
});
