/** @file The largest eigenpair of a symmetric matrix beside one that is known, by Lanczos' method. */

import { leadingEigen } from './leading-eigen.ts';
import { dotOfRows } from './similarity.ts';

export interface RitzPair {
  readonly value: number;
  /** [n], of unit length. */
  readonly vector: Float64Array<ArrayBuffer>;
  /** ‖A x - value · x‖: how far the pair is from being one. */
  readonly residual: number;
}

/** Steps between two looks at the residual. */
const LOOK_EVERY = 8;

/**
 * matrix: [n, n]; known: a unit eigenvector, [n], that is left out. Stops at a residual of `tolerance`, or after `most`
 * steps. Every step is orthogonalised twice against all before it; the start is fixed and without symmetry.
 * Source: Golub & Van Loan, Matrix Computations §10.1 and §10.3 (complete reorthogonalisation).
 */
export function lanczos(
  matrix: Float64Array,
  known: Float64Array,
  n: number,
  most: number,
  tolerance: number,
): RitzPair {
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const below: number[] = [];
  let next = Float64Array.from(
    { length: n },
    (_, i) => Math.cos((Math.PI * (i + 0.5)) / n) + 0.3 * Math.sin(i * i),
  );
  orthogonalize(next, [known]);
  let length = Math.sqrt(dotOfRows(next, 0, next, 0, n));
  const size = Math.min(most, n - 1);
  for (;;) {
    const q = next.map((entry) => entry / length);
    basis.push(q);
    next = multiply(matrix, q, n);
    diagonal.push(dotOfRows(next, 0, q, 0, n));
    orthogonalize(next, [known, ...basis]);
    orthogonalize(next, [known, ...basis]);
    length = Math.sqrt(dotOfRows(next, 0, next, 0, n));
    const isLast = basis.length >= size || length < 1e-12;
    if (isLast || basis.length % LOOK_EVERY === 0) {
      const { value, weights } = largestRitz(diagonal, below);
      const residual = Math.abs(length * weights[weights.length - 1]!);
      if (isLast || residual <= tolerance) return { value, vector: combined(basis, weights, n), residual };
    }
    below.push(length);
  }
}

/** Of the tridiagonal matrix that Lanczos' method has built so far. */
function largestRitz(
  diagonal: readonly number[],
  below: readonly number[],
): { readonly value: number; readonly weights: Float64Array } {
  const m = diagonal.length;
  const small = new Float64Array(m * m);
  for (let k = 0; k < m; k++) {
    small[k * m + k] = diagonal[k]!;
    if (k > 0) small[k * m + k - 1] = below[k - 1]!; // the lower triangle is all that the solver reads
  }
  const { values, vectors } = leadingEigen(small, m, 1);
  return { value: values[0]!, weights: vectors };
}

function combined(
  basis: readonly Float64Array[],
  weights: Float64Array,
  n: number,
): Float64Array<ArrayBuffer> {
  const vector = new Float64Array(n);
  basis.forEach((q, k) => {
    const weight = weights[k]!;
    for (let i = 0; i < n; i++) vector[i]! += weight * q[i]!;
  });
  return vector;
}

function multiply(matrix: Float64Array, x: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = dotOfRows(matrix, i * n, x, 0, n);
  return out;
}

function orthogonalize(x: Float64Array, unitVectors: readonly Float64Array[]): void {
  for (const unit of unitVectors) {
    const along = dotOfRows(x, 0, unit, 0, x.length);
    for (let i = 0; i < x.length; i++) x[i]! -= along * unit[i]!;
  }
}
