import { expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { cosineMatrix } from '../similarity.ts';
import { relationDivergence, softmaxRows } from './relation-change.ts';
import { restoreRelation, storedDivergence, storeRelation } from './relation-history.ts';

const matrixOf = (n: number, seed: number): Float32Array => {
  const rng = rngOf('history', n, seed);
  return cosineMatrix(
    Float32Array.from({ length: n * 8 }, () => rng.normal()),
    n,
    8,
  );
};

it('keeps similarities to 2e-5 in a quarter of their room', () => {
  const matrix = matrixOf(20, 1);
  const stored = storeRelation(matrix, 20);
  expect(stored.below.byteLength).toBeLessThan(matrix.byteLength / 4);
  restoreRelation(stored).forEach((value, k) => expect(Math.abs(value - matrix[k]!)).toBeLessThan(2e-5));
});

it('changes divergences by less than a thousandth', () => {
  const [a, b] = [matrixOf(30, 1), matrixOf(30, 2)];
  const exact = relationDivergence(softmaxRows(a, 30, 0.1), softmaxRows(b, 30, 0.1), 30);
  const kept = storedDivergence(storeRelation(a, 30), storeRelation(b, 30), 0.1)!;
  expect(Math.abs(kept / exact - 1)).toBeLessThan(1e-3);
  expect(storedDivergence(storeRelation(a, 30), storeRelation(matrixOf(20, 1), 20), 0.1)).toBeNull();
});
