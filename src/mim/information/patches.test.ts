import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { covarianceOf, covarianceSteps } from './covariance.ts';
import { hiddenPatches } from './hidden-patches.ts';
import { patchMeans } from './patch-means.ts';

const rgbaOf = (side: number, value: (x: number, y: number, c: number) => number): Uint8Array =>
  Uint8Array.from({ length: 4 * side * side }, (_, k) => {
    const [pixel, c] = [Math.floor(k / 4), k % 4];
    return c === 3 ? 255 : value(pixel % side, Math.floor(pixel / side), c);
  });

describe('patchMeans', () => {
  it('are of the pixels and colours of each patch, row by row', () => {
    const rgba = rgbaOf(4, (x, y, c) => (y < 2 ? (x < 2 ? 255 : c * 30) : x < 2 ? 51 : 0));
    expect([...patchMeans(rgba, 4, { rows: 2, cols: 2 })].map((mean) => Number(mean.toFixed(6)))).toEqual([
      1, 0.117647, 0.2, 0,
    ]);
  });
});

describe('hiddenPatches', () => {
  const truth = rgbaOf(4, (x, y) => (y < 2 ? 10 * x + 100 * y : 90));
  const guess = rgbaOf(4, () => 51);
  const asked = { truth, guess, side: 4, patch: 2, mask: [0, 1, 1, 0], normalized: false };

  it('are the hidden ones only, in 0..1, pixel by pixel', () => {
    const { targets, predictions, rows } = hiddenPatches(asked);
    expect(rows).toBe(2);
    expect([...targets.subarray(0, 12)].map((v) => Math.round(255 * v))).toEqual([
      20, 20, 20, 30, 30, 30, 120, 120, 120, 130, 130, 130,
    ]);
    expect([...targets.subarray(12)].every((v) => Math.abs(v - 90 / 255) < 1e-12)).toBe(true);
    expect(new Set(predictions)).toEqual(new Set([0.2]));
  });

  it('lose their mean and deviation where the answer was given them, and flat ones are left out', () => {
    const { targets, rows } = hiddenPatches({ ...asked, normalized: true });
    expect(rows).toBe(1);
    expect(targets.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12);
    expect(targets.reduce((a, b) => a + b * b, 0) / 11).toBeCloseTo(1, 12);
  });
});

describe('covarianceSteps', () => {
  it('pauses on the way and gives what covarianceOf gives', () => {
    const rng = rngOf('steps');
    const samples = Float64Array.from({ length: 50 * 6 }, () => rng.normal());
    const steps = covarianceSteps(samples, 50, 6);
    let pauses = 0;
    let next = steps.next();
    for (; next.done !== true; next = steps.next()) pauses++;
    expect(pauses).toBe(3);
    expect(next.value).toEqual(covarianceOf(samples, 50, 6));
  });
});
