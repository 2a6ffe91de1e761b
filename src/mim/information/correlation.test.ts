import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { correlationInterval, pearson, ranks, spearman } from './correlation.ts';

describe('correlations', () => {
  it('are 1 or -1 on a line, and NaN where nothing varies', () => {
    expect(pearson([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    expect(pearson([1, 2, 3], [6, 4, 2])).toBeCloseTo(-1, 12);
    expect(pearson([1, 1, 1], [6, 4, 2])).toBeNaN();
  });

  it('of ranks are 1 for any rising curve', () => {
    const xs = [1, 2, 3, 4, 5];
    const ys = xs.map((x) => Math.exp(3 * x));
    expect(spearman(xs, ys)).toBeCloseTo(1, 12);
    expect(pearson(xs, ys)).toBeLessThan(0.9);
  });

  it('share ranks among equals', () => {
    expect(ranks([5, 1, 5, 3])).toEqual([3.5, 1, 3.5, 2]);
    expect(ranks([])).toEqual([]);
  });

  it('have an interval that covers the truth about as often as it says, and none for few points', () => {
    let covered = 0;
    for (let trial = 0; trial < 400; trial++) {
      const rng = rngOf('correlation', trial);
      const a = Array.from({ length: 20 }, () => rng.normal());
      const b = a.map((value) => 0.6 * value + 0.8 * rng.normal());
      const [low, high] = correlationInterval(pearson(a, b), 20)!;
      if (low <= 0.6 && high >= 0.6) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.92);
    expect(covered / 400).toBeLessThan(0.98);
    expect(correlationInterval(0.9, 7)).toBeNull();
    expect(correlationInterval(1, 10)).toEqual([1, 1]);
  });
});
