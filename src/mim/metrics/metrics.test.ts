import { describe, expect, it } from 'vitest';
import { maskFrom } from '../grid.ts';
import { hiddenMse, patchErrors } from './mse.ts';
import { psnrDb } from './psnr.ts';

/** 2×2 patches of one pixel. */
const grid = { rows: 2, cols: 2 };
const a = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const b = [0, 0, 0, 0.3, 0, 0, 0.3, 0.3, 0.3, 1, 1, 1];

describe('metrics', () => {
  it('mean squared error per patch, over pixels and channels', () => {
    [0, 0.03, 0.09, 1].forEach((error, i) => expect(patchErrors(a, b, grid, 1)[i]).toBeCloseTo(error, 6));
  });

  it('mean over hidden patches only, null where there are none', () => {
    const errors = patchErrors(a, b, grid, 1);
    expect(hiddenMse(errors, maskFrom([0, 1, 1, 0]))).toBeCloseTo(0.06, 6);
    expect(hiddenMse(errors, maskFrom([0, 0, 0, 0]))).toBeNull();
  });

  it('PSNR of 0.01 is 20 dB; of no error infinite; of bytes the same picture has the same', () => {
    expect(psnrDb(0.01)).toBeCloseTo(20, 10);
    expect(psnrDb(0)).toBe(Infinity);
    expect(psnrDb(0.01 * 255 ** 2, 255)).toBeCloseTo(20, 10);
  });
});
