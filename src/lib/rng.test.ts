/** @file The random numbers: the same for the same key, independent for different ones, and even. */

import { describe, expect, it } from 'vitest';
import { rngOf, shuffle, type Rng } from './rng.ts';

const draw = (rng: Rng, n: number): number[] => Array.from({ length: n }, () => rng.next());

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (x: readonly number[]): number => x.reduce((sum, v) => sum + v, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = mean(a.map((v, i) => (v - ma) * (b[i]! - mb)));
  return covariance / Math.sqrt(mean(a.map((v) => (v - ma) ** 2)) * mean(b.map((v) => (v - mb) ** 2)));
}

describe('rngOf', () => {
  it('gives the same numbers for the same key, whatever else was drawn', () => {
    const first = draw(rngOf(2, 'mask', 10, 3), 100);
    draw(rngOf(2, 'data', 10, 3), 37);
    expect(draw(rngOf(2, 'mask', 10, 3), 100)).toEqual(first);
  });

  it('keeps its numbers from one version to the next, for links and snapshots hold seeds', () => {
    expect(draw(rngOf(2, 'mask', 0, 0), 3).map((u) => u * 2 ** 32)).toEqual([
      422636136, 3877290427, 278705153,
    ]);
  });

  it('gives other numbers for each part of the key', () => {
    const keys = [
      [2],
      [3],
      [2, 'mask'],
      [2, 'data'],
      [2, 'mask', 1],
      [2, 'mask', 2],
      [2, 'mask', 1, 2],
      [2, 'mask', 12],
    ];
    expect(new Set(keys.map((key) => rngOf(...key).next())).size).toBe(keys.length);
  });

  it('gives uncorrelated streams for neighbouring keys', () => {
    const n = 20_000;
    const streams = [0, 1, 2, 3].map((step) => draw(rngOf(2, 'mask', step), n));
    for (let i = 1; i < streams.length; i++) {
      expect(Math.abs(correlation(streams[i - 1]!, streams[i]!))).toBeLessThan(4 / Math.sqrt(n));
    }
  });

  it('gives uncorrelated first numbers over consecutive steps', () => {
    const firsts = Array.from({ length: 20_000 }, (_, step) => rngOf(2, 'mask', step).next());
    expect(Math.abs(correlation(firsts.slice(1), firsts.slice(0, -1)))).toBeLessThan(4 / Math.sqrt(20_000));
  });

  it('fills [0, 1) evenly', () => {
    const n = 100_000;
    const bins = Array.from({ length: 64 }, () => 0);
    for (const u of draw(rngOf(1), n)) bins[Math.floor(u * 64)]!++;
    expect(bins.length).toBe(64); // no number outside of the range made a bin of its own
    const chiSquare = bins.reduce((sum, count) => sum + (count - n / 64) ** 2 / (n / 64), 0);
    expect(chiSquare).toBeLessThan(117.6); // 63 degrees of freedom: p = 5e-5
  });

  it('draws normals with mean 0, deviation 1 and no excess in the tails', () => {
    const rng = rngOf(5, 'init');
    const z = Array.from({ length: 100_000 }, () => rng.normal());
    const moment = (k: number): number => z.reduce((sum, v) => sum + v ** k, 0) / z.length;
    expect(moment(1)).toBeCloseTo(0, 1);
    expect(Math.abs(moment(1))).toBeLessThan(0.015);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
    expect(z.every(Number.isFinite)).toBe(true);
  });

  it('draws integers from 0 to n - 1, all of them', () => {
    const rng = rngOf(9);
    const seen = new Set(Array.from({ length: 2000 }, () => rng.int(7)));
    expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('shuffle', () => {
  it('is a permutation', () => {
    expect([...shuffle(100, rngOf(1))].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    );
    expect([...shuffle(0, rngOf(1))]).toEqual([]);
    expect([...shuffle(1, rngOf(1))]).toEqual([0]);
  });

  it('puts every element in every place equally often', () => {
    const rounds = 24_000;
    const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
    for (let round = 0; round < rounds; round++) {
      shuffle(4, rngOf('shuffle', round)).forEach((element, place) => counts[element]![place]!++);
    }
    for (const count of counts.flat())
      expect(Math.abs(count - rounds / 4)).toBeLessThan(5 * Math.sqrt(rounds / 4));
  });
});
