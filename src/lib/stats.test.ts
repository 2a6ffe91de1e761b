import { describe, expect, it } from 'vitest';
import { mean, median, percentile, smooth } from './stats.ts';

describe('smooth', () => {
  it('starts at the first value and forgets at the rate it is told', () => {
    const out = smooth([4, 0, 0], 0.5);
    expect(out[0]).toBe(4);
    expect(out[1]).toBeCloseTo(4 / 3, 10); // (½·4 + 0) / (½ + 1)
    expect(out[2]).toBeCloseTo(4 / 7, 10); // (¼·4) / (¼ + ½ + 1)
  });

  it('leaves a constant and, with nothing kept, everything as it is', () => {
    for (const value of smooth([3, 3, 3, 3], 0.98)) expect(value).toBeCloseTo(3, 12);
    expect([...smooth([1, 5, 2], 0)]).toEqual([1, 5, 2]);
  });

  it('keeps a gap where a value is not finite and goes on after it', () => {
    const [a, gap, b] = smooth([2, NaN, 4], 0.5);
    expect(a).toBe(2);
    expect(gap).toBeNaN();
    expect(b).toBeCloseTo((0.5 * 2 + 4) / 1.5, 10);
  });
});

describe('percentile', () => {
  it('interpolates between ranks, in any order of the values', () => {
    expect(percentile([4, 1, 3, 2], 0)).toBe(1);
    expect(percentile([4, 1, 3, 2], 100)).toBe(4);
    expect(percentile([4, 1, 3, 2], 25)).toBe(1.75);
    expect(median([10, -20, 3])).toBe(3);
    expect(median([1, 2])).toBe(1.5);
  });

  it('sorts by size, not by text', () => {
    expect(median([100, 9, 20])).toBe(20);
  });

  it('is NaN of nothing, as the mean is', () => {
    expect(median([])).toBeNaN();
    expect(mean([])).toBeNaN();
    expect(mean([1, 2, 6])).toBe(3);
  });
});
