/** @file A symmetric matrix in tridiagonal form, by Householder's reflections. */

import { invariant } from '../lib/assert.ts';

export interface Tridiagonal {
  readonly diagonal: Float64Array<ArrayBuffer>;
  /** below[k] couples k and k + 1; the last entry is 0. */
  readonly below: Float64Array<ArrayBuffer>;
  /** v of H = 1 - 2 v vᵀ over entries k + 1 … n - 1, for k = 0 … n - 3; zeros where there was nothing to do. */
  readonly reflections: readonly Float64Array<ArrayBuffer>[];
}

/**
 * Reflects column after column into its first entry below the diagonal: A ← H A H. matrix: [n, n], of which only the
 * lower triangle is read. O(n³). Source: Golub & Van Loan, Matrix Computations §8.3, algorithm 8.3.1.
 */
export function tridiagonalize(matrix: ArrayLike<number>, n: number): Tridiagonal {
  invariant(matrix.length === n * n, `a matrix of ${matrix.length} numbers is not ${n} × ${n}`);
  const a = Float64Array.from(matrix);
  const reflections = [];
  for (let k = 0; k + 2 < n; k++) reflections.push(reflectColumn(a, n, k));
  return {
    diagonal: Float64Array.from({ length: n }, (_, k) => a[k * n + k]!),
    below: Float64Array.from({ length: n }, (_, k) => (k + 1 < n ? a[(k + 1) * n + k]! : 0)),
    reflections,
  };
}

/** In place: `x`, [n], from the basis in which the matrix is tridiagonal to the one it was given in. */
export function reflectBack(x: Float64Array, reflections: readonly Float64Array[]): void {
  for (let k = reflections.length - 1; k >= 0; k--) {
    const v = reflections[k]!;
    let along = 0;
    for (let i = 0; i < v.length; i++) along += v[i]! * x[k + 1 + i]!;
    for (let i = 0; i < v.length; i++) x[k + 1 + i]! -= 2 * along * v[i]!;
  }
}

/** Clears column `k` below its sub-diagonal, in the lower triangle of `a`; returns v. */
function reflectColumn(a: Float64Array, n: number, k: number): Float64Array<ArrayBuffer> {
  const size = n - k - 1;
  const first = k + 1;
  const v = Float64Array.from({ length: size }, (_, i) => a[(first + i) * n + k]!);
  const norm = lengthOf(v);
  if (norm === 0) return v;
  const pivot = v[0]! > 0 ? -norm : norm; // the sign that cancels nothing
  v[0]! -= pivot;
  const scale = 1 / lengthOf(v);
  for (let i = 0; i < size; i++) v[i]! *= scale;

  const p = new Float64Array(size); // A v, of which the triangle gives both halves
  for (let i = 0; i < size; i++) {
    const row = (first + i) * n + first;
    const vi = v[i]!;
    let sum = a[row + i]! * vi;
    for (let j = 0; j < i; j++) {
      const entry = a[row + j]!;
      sum += entry * v[j]!;
      p[j]! += entry * vi;
    }
    p[i]! += sum;
  }
  let pv = 0;
  for (let i = 0; i < size; i++) pv += p[i]! * v[i]!;
  for (let i = 0; i < size; i++) p[i] = 2 * (p[i]! - pv * v[i]!);
  for (let i = 0; i < size; i++) {
    const row = (first + i) * n + first;
    const vi = v[i]!;
    const pi = p[i]!;
    for (let j = 0; j <= i; j++) a[row + j]! -= vi * p[j]! + pi * v[j]!;
  }
  a[first * n + k] = pivot;
  return v;
}

function lengthOf(v: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < v.length; i++) squares += v[i]! * v[i]!;
  return Math.sqrt(squares);
}
