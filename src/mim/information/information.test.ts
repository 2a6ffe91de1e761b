import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { maskFrom } from '../grid.ts';
import { defaultMask, sampleMask } from '../masks/index.ts';
import { symmetricEigen } from '../symmetric-eigen.ts';
import { cholesky, inverseOf, logDetOf, solveLower } from './cholesky.ts';
import { covarianceOf } from './covariance.ts';
import {
  brightnessOf,
  conditionalVariance,
  fieldInformation,
  fieldOf,
  informationCurve,
  type GaussianField,
} from './gaussian-field.ts';

const grid8 = { rows: 8, cols: 8 };

/** K = e^(-distance / 4) over 8 × 8 patches. */
const K = Float64Array.from({ length: 64 * 64 }, (_, k) => {
  const [a, b] = [Math.floor(k / 64), k % 64];
  return Math.exp(-Math.hypot(Math.floor(a / 8) - Math.floor(b / 8), (a % 8) - (b % 8)) / 4);
});
const field = fieldOf(K, 64, 1)!;

function randomCovariance(n: number, seed: number): Float64Array<ArrayBuffer> {
  const rng = rngOf('covariance', n, seed);
  const samples = Float64Array.from({ length: 3 * n * n }, () => rng.normal());
  return covarianceOf(samples, 3 * n, n, { shrinkage: 0 }).matrix;
}

const ratioMask = (hidden: number, draw: number): Uint8Array =>
  sampleMask(grid8, { ...defaultMask('random'), ratio: hidden }, rngOf('field', hidden, draw));

describe('cholesky', () => {
  it.each([1, 2, 5, 20])('rebuilds, inverts and takes the determinant of a covariance of %d numbers', (n) => {
    const matrix = randomCovariance(n, 1);
    const l = cholesky(matrix, n)!;
    const inverse = inverseOf(l, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let [rebuilt, unit] = [0, 0];
        for (let k = 0; k < n; k++) {
          rebuilt += l[i * n + k]! * l[j * n + k]!;
          unit += matrix[i * n + k]! * inverse[k * n + j]!;
        }
        expect(rebuilt).toBeCloseTo(matrix[i * n + j]!, 10);
        expect(unit).toBeCloseTo(i === j ? 1 : 0, 8);
      }
    }
    const byEigenvalues = symmetricEigen(matrix, n).values.reduce((sum, value) => sum + Math.log(value), 0);
    expect(logDetOf(l, n)).toBeCloseTo(byEigenvalues, 8);
  });

  it('solves, and refuses what is not positive definite', () => {
    const x = Float64Array.of(2, 3);
    solveLower(cholesky([4, 0, 2, 10], 2)!, 2, x);
    expect([...x]).toEqual([1, 2 / 3]);
    expect(cholesky([1, 2, 2, 1], 2)).toBeNull();
  });
});

describe('covarianceOf', () => {
  const rng = rngOf('samples');
  const samples = Float64Array.from({ length: 30 * 4 }, (_, k) => rng.normal() * ((k % 4) + 1) + 5);

  it('is the mean of the centred squares', () => {
    const { matrix, mean } = covarianceOf(samples, 30, 4, { shrinkage: 0 });
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        let sum = 0;
        for (let s = 0; s < 30; s++)
          sum += ((samples[s * 4 + i]! - mean[i]!) * (samples[s * 4 + j]! - mean[j]!)) / 30;
        expect(matrix[i * 4 + j]).toBeCloseTo(sum, 10);
      }
    }
  });

  it('shrinks by Ledoit and Wolf’s weight, towards a multiple of the identity', () => {
    const plain = covarianceOf(samples, 30, 4, { shrinkage: 0 });
    const { matrix, shrinkage, mean } = covarianceOf(samples, 30, 4);
    const m = (plain.matrix[0]! + plain.matrix[5]! + plain.matrix[10]! + plain.matrix[15]!) / 4;
    let [delta, beta] = [0, 0];
    for (let k = 0; k < 16; k++) delta += (plain.matrix[k]! - (k % 5 === 0 ? m : 0)) ** 2;
    for (let s = 0; s < 30; s++) {
      for (let k = 0; k < 16; k++) {
        const [i, j] = [Math.floor(k / 4), k % 4];
        const product = (samples[s * 4 + i]! - mean[i]!) * (samples[s * 4 + j]! - mean[j]!);
        beta += (product - plain.matrix[k]!) ** 2 / 900;
      }
    }
    expect(shrinkage).toBeCloseTo(Math.min(beta, delta) / delta, 10);
    expect(shrinkage).toBeGreaterThan(0.01);
    matrix.forEach((value, k) =>
      expect(value).toBeCloseTo((1 - shrinkage) * plain.matrix[k]! + (k % 5 === 0 ? shrinkage * m : 0), 10),
    );
  });

  it('can be inverted with fewer samples than numbers', () => {
    const { matrix } = covarianceOf(samples, 12, 10);
    expect(cholesky(matrix, 10)).not.toBeNull();
    expect(cholesky(covarianceOf(samples, 3, 10, { shrinkage: 0 }).matrix, 10)).toBeNull();
  });
});

describe('fieldInformation', () => {
  const left = maskFrom(Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 1 : 0)));
  const checkerboard = maskFrom(Array.from({ length: 64 }, (_, i) => (Math.floor(i / 8) + i) % 2));

  it('has the determinant, the left half and the checkerboard of the worked example', () => {
    expect(field.logDet).toBeCloseTo(-78.359279, 5);
    expect(fieldInformation(field, left)).toBeCloseTo(1.926407, 5);
    expect(fieldInformation(field, checkerboard)).toBeCloseTo(11.281111, 5);
  });

  it('is 0 at both ends, and the same with visible and hidden exchanged', () => {
    expect(fieldInformation(field, maskFrom(new Uint8Array(64)))).toBe(0);
    expect(fieldInformation(field, maskFrom(new Uint8Array(64).fill(1)))).toBe(0);
    for (let draw = 0; draw < 10; draw++) {
      const mask = ratioMask(0.3, draw);
      const swapped = mask.map((bit) => 1 - bit);
      expect(fieldInformation(field, mask)).toBeCloseTo(fieldInformation(field, swapped), 9);
    }
  });

  it('of random masks has its maximum at a half, is symmetric, and matches the worked example', () => {
    const counts = [4, 8, 16, 24, 32, 40, 48, 56, 60];
    const expected = [2.603, 4.296, 6.559, 7.735, 8.105, 7.693, 6.562, 4.317, 2.616];
    const curve = informationCurve(
      field,
      counts.map((count) => count / 64),
      150,
      ratioMask,
    );
    curve.forEach(({ ratio, nats, standardError }, k) => {
      expect(ratio).toBeCloseTo(counts[k]! / 64, 12);
      expect(Math.abs(nats - expected[k]!)).toBeLessThan(5 * standardError); // the example has 400 draws
      expect(standardError / nats).toBeLessThan(0.03);
    });
    expect(Math.max(...curve.map(({ nats }) => nats))).toBe(curve[4]!.nats);
  });

  it('is lower for blocks than for scattered patches of the same number', () => {
    const meanOf = (id: 'random' | 'block'): number =>
      informationCurve(field, [0.5], 60, (ratio, draw) =>
        sampleMask(grid8, { ...defaultMask(id), ratio }, rngOf(id, draw)),
      )[0]!.nats;
    expect(meanOf('block')).toBeLessThan(0.7 * meanOf('random'));
  });

  it('is the sum over independent colours, and ½ ln(1/(1 - ρ²)) for two numbers', () => {
    const rho = 0.6;
    const pair = fieldOf(Float64Array.of(1, rho, rho, 1), 2, 1)!;
    expect(fieldInformation(pair, [0, 1])).toBeCloseTo(-Math.log(1 - rho * rho) / 2, 12);
    const colours = new Float64Array(36);
    for (let c = 0; c < 3; c++)
      for (let k = 0; k < 4; k++)
        colours[(Math.floor(k / 2) * 3 + c) * 6 + (k % 2) * 3 + c] = k % 3 === 0 ? 1 : rho;
    expect(fieldInformation(fieldOf(colours, 2, 3)!, [0, 1])).toBeCloseTo(
      (-3 * Math.log(1 - rho * rho)) / 2,
      12,
    );
  });

  it('refuses a covariance that is not positive definite', () => {
    expect(fieldOf(Float64Array.of(1, 1, 1, 1), 2, 1)).toBeNull();
  });
});

describe('conditionalVariance', () => {
  /** By Σ_m - Σ_mv Σ_v⁻¹ Σ_vm. */
  function slow({ covariance, patches: n }: GaussianField, mask: ArrayLike<number>): number {
    const at = (i: number, j: number): number => covariance[i * n + j]!;
    const visible = Array.from({ length: n }, (_, i) => i).filter((i) => mask[i] === 0);
    const hidden = Array.from({ length: n }, (_, i) => i).filter((i) => mask[i] === 1);
    const v = visible.length;
    const part = Float64Array.from({ length: v * v }, (_, k) =>
      at(visible[Math.floor(k / v)]!, visible[k % v]!),
    );
    const l = cholesky(part, v)!;
    const left = hidden.map((i) => {
      const x = Float64Array.from(visible, (j) => at(i, j));
      solveLower(l, v, x);
      return at(i, i) - x.reduce((sum, value) => sum + value * value, 0);
    });
    return left.reduce((a, b) => a + b) / left.length;
  }

  it('is what the best linear reconstruction leaves', () => {
    for (let draw = 0; draw < 5; draw++) {
      const mask = ratioMask(0.6, draw);
      expect(conditionalVariance(field, mask)).toBeCloseTo(slow(field, mask), 10);
    }
    expect(conditionalVariance(field, new Uint8Array(64))).toBeNull();
    expect(conditionalVariance(field, new Uint8Array(64).fill(1))).toBeCloseTo(1, 10);
  });

  it.each([
    [0.25, 0.2265],
    [0.5, 0.2659],
    [0.75, 0.3509],
    [0.875, 0.4597],
  ])('has a mean over random masks at %d as in the worked example', (ratio, expected) => {
    let sum = 0;
    for (let draw = 0; draw < 60; draw++) sum += conditionalVariance(field, ratioMask(ratio, draw))! / 60;
    expect(Math.abs(sum / expected - 1)).toBeLessThan(0.02);
  });
});

it('takes the mean of the three channels for brightness', () => {
  expect([...brightnessOf([0.3, 0.6, 0.9, 1, 1, 1])].map((value) => +value.toFixed(12))).toEqual([0.6, 1]);
});
