import { describe, expect, it } from 'vitest';
import { rngOf } from '../lib/rng.ts';
import { fiedlerOrder, normalizedCut } from './normalized-cut.ts';
import { cosineMatrix, pairsOf, pairStatistics } from './similarity.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

const six = [1, 0.1, 1, 0.2, 1, 0, 0.95, 0.15, 0.1, 1, 0.2, 1];

/** `groups` clusters of unit-variance noise around far centres, shuffled by index modulo `groups`. */
function clustered(n: number, width: number, groups: number, seed: number): Float32Array {
  const centres = Array.from(
    { length: groups * width },
    (
      (rng) => () =>
        4 * rng.normal()
    )(rngOf(seed, 'centres')),
  );
  const rng = rngOf(seed, 'noise');
  return Float32Array.from(
    { length: n * width },
    (_, i) => centres[(Math.floor(i / width) % groups) * width + (i % width)]! + rng.normal(),
  );
}

describe('cosineMatrix', () => {
  it('is symmetric with 1 on the diagonal and the cosine beside it', () => {
    const matrix = cosineMatrix([1, 0, 1, 1, -2, 0], 3, 2);
    const half = Math.SQRT1_2;
    [1, half, -1, half, 1, -half, -1, -half, 1].forEach((value, i) =>
      expect(matrix[i]).toBeCloseTo(value, 6),
    );
  });

  it('calls a row of zeros similar to itself alone', () => {
    expect([...cosineMatrix([0, 0, 1, 1], 2, 2)]).toEqual([1, 0, 0, 1]);
  });
});

describe('pairStatistics', () => {
  it('counts every pair of different patches once', () => {
    expect([...pairsOf([9, 1, 2, 1, 9, 3, 2, 3, 9], 3)]).toEqual([1, 2, 3]);
  });

  it('has percentiles and a histogram over -1..1', () => {
    const matrix = [1, -1, 0, -1, 1, 1, 0, 1, 1];
    const { mean, p2, p98, histogram } = pairStatistics(matrix, 3, 4);
    expect(mean).toBe(0);
    expect(p2).toBeCloseTo(-0.96, 10);
    expect(p98).toBeCloseTo(0.96, 10);
    expect([...histogram]).toEqual([1, 0, 1, 1]);
  });
});

describe('symmetricEigen', () => {
  it.each([1, 2, 3, 10, 65])('rebuilds a random matrix of size %d from orthonormal vectors', (n) => {
    const rng = rngOf('eigen', n);
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = rng.normal();
    const { values, vectors } = symmetricEigen(matrix, n);
    expect([...values]).toEqual([...values].toSorted((a, b) => a - b));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let product = 0;
        let rebuilt = 0;
        for (let k = 0; k < n; k++) {
          product += vectors[i * n + k]! * vectors[j * n + k]!;
          rebuilt += values[k]! * vectors[k * n + i]! * vectors[k * n + j]!;
        }
        expect(product).toBeCloseTo(i === j ? 1 : 0, 10);
        expect(rebuilt).toBeCloseTo(matrix[i * n + j]!, 10);
      }
    }
  });

  it('knows the eigenvalues of a chain and of matrices with equal ones', () => {
    const chain = Float64Array.from({ length: 16 }, (_, i) =>
      Math.abs(Math.floor(i / 4) - (i % 4)) === 1 ? 1 : 0,
    );
    [-1.618034, -0.618034, 0.618034, 1.618034].forEach((value, k) =>
      expect(symmetricEigen(chain, 4).values[k]).toBeCloseTo(value, 6),
    );
    const identity = Float64Array.from({ length: 25 }, (_, i) => (i % 6 === 0 ? 1 : 0));
    expect([...symmetricEigen(identity, 5).values]).toEqual([1, 1, 1, 1, 1]);
    const ones = symmetricEigen(new Float64Array(25).fill(1), 5).values;
    expect(ones[4]).toBeCloseTo(5, 10);
    expect(Math.abs(ones[3]!)).toBeLessThan(1e-10);
  });
});

describe('normalizedCut', () => {
  it('has the eigenvalue and the vector of the worked example', () => {
    const { lambda, vector } = normalizedCut(cosineMatrix(six, 6, 2), 6);
    expect(lambda).toBeCloseTo(0.445674, 5);
    const expected = [-0.22005, -0.164359, -0.282088, -0.187098, 0.696778, 0.569636];
    expected.forEach((value, i) => expect((vector[i]! / vector[4]!) * 0.696778).toBeCloseTo(value, 4));
  });

  it('finds two groups that share nothing', () => {
    const matrix = [1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1];
    const { lambda, vector } = normalizedCut(matrix, 4);
    expect(lambda).toBeCloseTo(0, 10);
    expect(Math.sign(vector[0]!)).toBe(Math.sign(vector[1]!));
    expect(Math.sign(vector[0]!)).toBe(-Math.sign(vector[2]!));
    expect(Math.sign(vector[2]!)).toBe(Math.sign(vector[3]!));
  });

  it('takes the same vector above the size of the exact solver', () => {
    const n = 300;
    const matrix = cosineMatrix(clustered(n, 16, 2, 7), n, 16);
    const { lambda, vector } = normalizedCut(matrix, n);
    const scaled = new Float64Array(n * n);
    const degrees = Array.from({ length: n }, (_, i) =>
      matrix.subarray(i * n, (i + 1) * n).reduce((sum, value) => sum + Math.max(0, value), 0),
    );
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++)
        scaled[i * n + j] = Math.max(0, matrix[i * n + j]!) / Math.sqrt(degrees[i]! * degrees[j]!);
    }
    const exact = symmetricEigen(scaled, n);
    expect(lambda).toBeCloseTo(1 - exact.values[n - 2]!, 6);
    let overlap = 0;
    for (let i = 0; i < n; i++)
      overlap += vector[i]! * Math.sqrt(degrees[i]!) * exact.vectors[(n - 2) * n + i]!;
    expect(Math.abs(overlap)).toBeCloseTo(1, 5);
  });
});

describe('fiedlerOrder', () => {
  it('puts the worked example’s two groups side by side', () => {
    const order = fiedlerOrder(cosineMatrix(six, 6, 2), 6);
    expect([...order.subarray(0, 4)].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    expect([...order.subarray(4)].toSorted((a, b) => a - b)).toEqual([4, 5]);
  });

  it.each([64, 256, 400])('separates two interleaved groups of %d patches', (n) => {
    const order = fiedlerOrder(cosineMatrix(clustered(n, 16, 2, n), n, 16), n);
    expect([...order].toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    const changes = [...order].filter((patch, k) => k > 0 && patch % 2 !== order[k - 1]! % 2).length;
    expect(changes).toBe(1);
  });

  it('orders one and two patches as they are', () => {
    expect([...fiedlerOrder([1], 1)]).toEqual([0]);
    expect([...fiedlerOrder([1, 0, 0, 1], 2)]).toEqual([0, 1]);
  });
});
