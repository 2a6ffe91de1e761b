import { describe, expect, it } from 'vitest';
import { rngOf } from '../lib/rng.ts';
import { lanczos } from './lanczos.ts';
import { leadingEigen } from './leading-eigen.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

function randomSymmetric(n: number, seed: number): Float64Array {
  const rng = rngOf('leading', n, seed);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = rng.normal();
  return matrix;
}

/** Largest entry of A x - λ x. */
function residual(matrix: ArrayLike<number>, n: number, value: number, vector: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < n; i++) {
    let sum = -value * vector[i]!;
    for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * vector[j]!;
    worst = Math.max(worst, Math.abs(sum));
  }
  return worst;
}

/** Every vector's residual, and the largest |xᵀy - δ| of any two. */
function errorsOf(matrix: ArrayLike<number>, n: number, count: number): number {
  const { values, vectors } = leadingEigen(matrix, n, count);
  let worst = 0;
  for (let a = 0; a < values.length; a++) {
    const x = vectors.subarray(a * n, (a + 1) * n);
    worst = Math.max(worst, residual(matrix, n, values[a]!, x));
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let i = 0; i < n; i++) product += x[i]! * vectors[b * n + i]!;
      worst = Math.max(worst, Math.abs(product - (a === b ? 1 : 0)));
    }
  }
  return worst;
}

describe('leadingEigen', () => {
  it.each([1, 2, 3, 4, 10, 64, 257])('has the largest values of the full solver, for n = %d', (n) => {
    for (let seed = 0; seed < (n > 100 ? 1 : 3); seed++) {
      const matrix = randomSymmetric(n, seed);
      const all = symmetricEigen(matrix, n).values;
      leadingEigen(matrix, n, 3).values.forEach((value, k) => expect(value).toBeCloseTo(all[n - 1 - k]!, 10));
      expect(errorsOf(matrix, n, 3)).toBeLessThan(1e-10);
    }
  });

  it('finds an orthonormal basis where eigenvalues are equal', () => {
    const identity = Float64Array.from({ length: 64 }, (_, i) => (i % 9 === 0 ? 2 : 0));
    expect([...leadingEigen(identity, 8, 3).values].map((value) => +value.toFixed(12))).toEqual([2, 2, 2]);
    expect(errorsOf(identity, 8, 3)).toBeLessThan(1e-10);
    const n = 30; // three blocks of ones: 10, 10, 10, then zeros
    const blocks = Float64Array.from({ length: n * n }, (_, k) =>
      Math.floor(k / n) % 3 === (k % n) % 3 ? 1 : 0,
    );
    leadingEigen(blocks, n, 3).values.forEach((value) => expect(value).toBeCloseTo(10, 10));
    expect(errorsOf(blocks, n, 4)).toBeLessThan(1e-10);
  });

  it('survives zeros and refuses what is not finite', () => {
    expect(errorsOf(new Float64Array(25), 5, 2)).toBeLessThan(1e-10);
    expect(() => leadingEigen([1, NaN, NaN, 1], 2, 1)).toThrow('not finite');
    expect(() => leadingEigen([1, 2, 3], 2, 1)).toThrow('is not 2 × 2');
  });
});

describe('lanczos', () => {
  it('finds the second eigenpair beside a known one, and says how near it is', () => {
    const n = 60;
    const matrix = randomSymmetric(n, 9);
    const { values, vectors } = symmetricEigen(matrix, n);
    const first = vectors.slice((n - 1) * n);
    const { value, vector, residual: error } = lanczos(matrix, first, n, n, 1e-11);
    expect(value).toBeCloseTo(values[n - 2]!, 9);
    expect(error).toBeLessThan(1e-9);
    expect(residual(matrix, n, value, vector)).toBeLessThan(1e-9);
    const short = lanczos(matrix, first, n, 8, 1e-11);
    expect(short.residual).toBeGreaterThan(1e-3);
    const slow = Math.hypot(
      ...Array.from({ length: n }, (_, i) => {
        let sum = -short.value * short.vector[i]!;
        for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * short.vector[j]!;
        return sum;
      }),
    );
    expect(slow).toBeCloseTo(short.residual, 8);
  });
});
