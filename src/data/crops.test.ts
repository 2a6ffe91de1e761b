import { describe, expect, it } from 'vitest';
import { batchIndices, cropOf } from './crops.ts';

const BOTH = { crop: true, flip: true };

describe('cropOf', () => {
  it('is the whole picture, upright, when both switches are off', () => {
    expect(cropOf(1, 2, 3, { crop: false, flip: false }, 64)).toEqual([0, 0, 64, 64, false]);
  });

  it('keeps area, aspect and place within bounds', () => {
    for (let sample = 0; sample < 2000; sample++) {
      const [x, y, width, height] = cropOf(7, 11, sample, BOTH, 64);
      const area = (width * height) / 64 ** 2;
      expect(area).toBeGreaterThanOrEqual(0.2 - 1e-9);
      expect(area).toBeLessThanOrEqual(1 + 1e-9);
      expect(width / height).toBeGreaterThanOrEqual(3 / 4 - 1e-9);
      expect(width / height).toBeLessThanOrEqual(4 / 3 + 1e-9);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(64 + 1e-9);
    }
  });

  it('spreads areas evenly and mirrors half of the samples', () => {
    const crops = Array.from({ length: 4000 }, (_, i) => cropOf(3, i, 0, BOTH, 100));
    const mean = crops.reduce((sum, [, , w, h]) => sum + (w * h) / 10_000, 0) / crops.length;
    // Areas a above 3/4 fit with the chance -ln a / ln(4/3) and are drawn again otherwise: the mean is 0.5384.
    expect(Math.abs(mean - 0.5384)).toBeLessThan(0.012);
    const mirrored = crops.filter(([, , , , flip]) => flip).length / crops.length;
    expect(Math.abs(mirrored - 0.5)).toBeLessThan(0.03);
  });

  it('depends on seed, step and sample alone, and flips without cropping', () => {
    expect(cropOf(5, 6, 7, BOTH, 64)).toEqual(cropOf(5, 6, 7, BOTH, 64));
    expect(cropOf(5, 6, 7, BOTH, 64)).not.toEqual(cropOf(5, 6, 8, BOTH, 64));
    expect(cropOf(5, 6, 7, BOTH, 64)).not.toEqual(cropOf(5, 7, 7, BOTH, 64));
    expect(cropOf(5, 6, 7, BOTH, 64)).not.toEqual(cropOf(6, 6, 7, BOTH, 64));
    expect(cropOf(5, 6, 7, { crop: false, flip: true }, 64)[4]).toBe(cropOf(5, 6, 7, BOTH, 64)[4]);
  });
});

describe('batchIndices', () => {
  const train = Uint32Array.from({ length: 23 }, (_, i) => 100 + i);

  it('shows every picture once per epoch', () => {
    const seen = Array.from({ length: 23 }, (_, step) => [...batchIndices(9, step, 5, train)]).flat();
    for (let epoch = 0; epoch < 5; epoch++) {
      const once = seen.slice(epoch * 23, (epoch + 1) * 23);
      expect(once.toSorted((a, b) => a - b)).toEqual([...train]);
    }
    expect(seen.slice(0, 23)).not.toEqual(seen.slice(23, 46));
  });

  it('gives the same batch in any order of asking', () => {
    const forwards = [0, 1, 2, 3, 4].map((step) => batchIndices(1, step, 8, train));
    const backwards = [4, 3, 2, 1, 0].map((step) => batchIndices(1, step, 8, train));
    expect(backwards.toReversed()).toEqual(forwards);
    expect(batchIndices(2, 0, 8, train)).not.toEqual(forwards[0]);
  });

  it('fills a batch larger than the set', () => {
    const batch = batchIndices(1, 3, 64, Uint32Array.of(4));
    expect([...new Set(batch)]).toEqual([4]);
  });
});
