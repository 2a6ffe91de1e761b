import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rngOf } from '../lib/rng.ts';
import { denormalizePatches, normalizePatches } from './norm-pix.ts';
import { paddedPatchLength, patchify, patchLength, unpatchify } from './patchify.ts';

/** Value 100 c + 10 y + x of a 4×4 image. */
const counting = Array.from({ length: 48 }, (_, i) => {
  const pixel = Math.floor(i / 3);
  return 100 * (i % 3) + 10 * Math.floor(pixel / 4) + (pixel % 4);
});
const twoByTwo = { rows: 2, cols: 2 };

describe('patchify', () => {
  it('orders a patch by row, column and channel', () => {
    const patches = patchify(counting, twoByTwo, 2);
    expect([...patches.subarray(0, 12)]).toEqual([0, 100, 200, 1, 101, 201, 10, 110, 210, 11, 111, 211]);
    expect([...patches.subarray(12, 16)]).toEqual([2, 102, 202, 3]);
    expect([...patches.subarray(24, 27)]).toEqual([20, 120, 220]);
  });

  it('fills rows up with zeros to a multiple of 4', () => {
    expect([1, 2, 3, 4, 5].map(patchLength)).toEqual([3, 12, 27, 48, 75]);
    expect([1, 2, 3, 4, 5].map(paddedPatchLength)).toEqual([4, 12, 28, 48, 76]);
    const patches = patchify(Array<number>(27 * 2).fill(7), { rows: 1, cols: 2 }, 3);
    expect(patches).toHaveLength(56);
    expect([patches[27], patches[55]]).toEqual([0, 0]);
    expect(patches.filter((value) => value === 7)).toHaveLength(54);
  });

  it('is undone by unpatchify on any grid', () => {
    const small = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(small, small, small, (rows, cols, patch) => {
        const rng = rngOf(rows, cols, patch);
        const image = Float32Array.from({ length: rows * cols * patch * patch * 3 }, () => rng.next());
        expect(unpatchify(patchify(image, { rows, cols }, patch), { rows, cols }, patch)).toEqual(image);
      }),
    );
  });
});

describe('normalizePatches', () => {
  it('shifts and scales each patch with the unbiased variance of all its numbers', () => {
    const normalized = normalizePatches(patchify(counting, twoByTwo, 2), 12, 12);
    const expected = [
      -1.23476104, -0.06437143, 1.10601818, -1.22305714, -0.05266753, 1.11772208, -1.11772208, 0.05266753,
      1.22305714, -1.10601818, 0.06437143, 1.23476104,
    ];
    expected.forEach((value, i) => expect(normalized[i]).toBeCloseTo(value, 6));
  });

  it('has squares whose mean is (n - 1) / n, and 0 in a flat patch', () => {
    const normalized = normalizePatches(patchify(counting, twoByTwo, 2), 12, 12);
    const squares = normalized.subarray(0, 12).reduce((sum, value) => sum + value * value, 0);
    expect(squares / 12).toBeCloseTo(0.917, 3);
    expect([...normalizePatches([5, 5, 5, 5], 4, 4)]).toEqual([0, 0, 0, 0]);
  });

  it('is undone with the true statistics, and leaves the padding 0', () => {
    const rng = rngOf('patches');
    const patches = patchify(
      Float32Array.from({ length: 108 }, () => rng.next()),
      twoByTwo,
      3,
    );
    const back = denormalizePatches(normalizePatches(patches, 27, 28), patches, 27, 28);
    back.forEach((value, i) => expect(value).toBeCloseTo(patches[i]!, 5));
    expect(back[27]).toBe(0);
  });
});
