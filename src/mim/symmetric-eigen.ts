/** @file All eigenvalues and eigenvectors of a symmetric matrix: Householder's tridiagonal form, then implicit QL. */

import { invariant } from '../lib/assert.ts';
import { tridiagonalize } from './tridiagonal.ts';

export interface Eigen {
  /** Ascending, [n]. */
  readonly values: Float64Array<ArrayBuffer>;
  /** [n, n]: row `k` is the unit eigenvector of `values[k]`. */
  readonly vectors: Float64Array<ArrayBuffer>;
}

/** One plane rotation and its place are all that QL needs per eigenvalue and step; more than this never happens. */
const MAX_STEPS = 60;

/**
 * matrix: [n, n], of which the lower triangle is read. O(n³): about 5 ms for n = 64, 200 ms for n = 256.
 * Source: Golub & Van Loan, Matrix Computations §8.3 (algorithm 8.3.1, and QL with Wilkinson's shift in place of QR).
 */
export function symmetricEigen(matrix: ArrayLike<number>, n: number): Eigen {
  const { diagonal, below, reflections } = tridiagonalize(matrix, n);
  const basis = new Float64Array(n * n); // row k: the k-th vector in which the matrix is tridiagonal
  for (let i = 0; i < n; i++) basis[i * n + i] = 1;
  for (let k = reflections.length - 1; k >= 0; k--) reflectBasis(basis, n, k + 1, reflections[k]!);
  implicitQl(diagonal, below, basis, n);
  const order = Array.from(diagonal, (_, k) => k).toSorted((a, b) => diagonal[a]! - diagonal[b]!);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => vectors.set(basis.subarray(from * n, (from + 1) * n), to * n));
  return { values: Float64Array.from(order, (k) => diagonal[k]!), vectors };
}

/** Rows from `first` on: B ← B H restricted to the columns that H touches, so that the rows stay the basis vectors. */
function reflectBasis(basis: Float64Array, n: number, first: number, v: Float64Array): void {
  for (let row = first; row < n; row++) {
    const at = row * n + first;
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += basis[at + j]! * v[j]!;
    for (let j = 0; j < v.length; j++) basis[at + j]! -= 2 * sum * v[j]!;
  }
}

/** Diagonalises in place by plane rotations and turns the rows of `basis` along. */
function implicitQl(d: Float64Array, e: Float64Array, basis: Float64Array, n: number): void {
  for (let low = 0; low < n; low++) {
    for (let step = 0; ; step++) {
      invariant(step < MAX_STEPS, 'QL does not converge: is a number not finite?');
      let high = low;
      while (
        high < n - 1 &&
        Math.abs(e[high]!) > Number.EPSILON * (Math.abs(d[high]!) + Math.abs(d[high + 1]!))
      )
        high++;
      if (high === low) break;
      chase(d, e, basis, n, low, high);
    }
  }
}

/** One implicit QL step on the unreduced block low … high: a bulge is chased from its bottom to its top. */
function chase(
  d: Float64Array,
  e: Float64Array,
  basis: Float64Array,
  n: number,
  low: number,
  high: number,
): void {
  const half = (d[low + 1]! - d[low]!) / (2 * e[low]!);
  const shift = d[low]! - e[low]! / (half + (half < 0 ? -1 : 1) * Math.hypot(half, 1));
  let x = d[high]! - shift;
  let sine = 1;
  let cosine = 1;
  let carried = 0;
  for (let i = high - 1; i >= low; i--) {
    const bulge = sine * e[i]!;
    const beside = cosine * e[i]!;
    const length = Math.hypot(bulge, x);
    e[i + 1] = length;
    if (length === 0) {
      d[i + 1]! -= carried;
      e[high] = 0;
      return;
    }
    sine = bulge / length;
    cosine = x / length;
    const above = d[i + 1]! - carried;
    const turned = (d[i]! - above) * sine + 2 * cosine * beside;
    carried = sine * turned;
    d[i + 1] = above + carried;
    x = cosine * turned - beside;
    rotateRows(basis, n, i, sine, cosine);
  }
  d[low]! -= carried;
  e[low] = x;
  e[high] = 0;
}

function rotateRows(basis: Float64Array, n: number, i: number, sine: number, cosine: number): void {
  const upper = i * n;
  const lower = upper + n;
  for (let k = 0; k < n; k++) {
    const a = basis[upper + k]!;
    const b = basis[lower + k]!;
    basis[lower + k] = sine * a + cosine * b;
    basis[upper + k] = cosine * a - sine * b;
  }
}
