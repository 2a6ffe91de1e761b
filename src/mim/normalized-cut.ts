/** @file The second eigenvector of a similarity graph: it orders patches into groups. Source: Shi & Malik 2000, normalised cuts. */

import { leadingEigen } from './leading-eigen.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

export interface NormalizedCut {
  /** The second smallest eigenvalue of (D - W) y = λ D y, in 0..2; near 0 where the graph nearly falls apart. */
  readonly lambda: number;
  /** Its eigenvector, [n]; scaled to Σ D y² = 1, its largest entry by size is positive. */
  readonly vector: Float64Array<ArrayBuffer>;
}

/** Above this many patches Lanczos' method approximates the vector. */
const EXACT_UP_TO = 256;
const KRYLOV_SIZE = 96;

/**
 * matrix: symmetric similarities, [n, n], n ≥ 2, with a positive diagonal. Negative similarities count as 0, so that
 * every patch has a positive degree.
 */
export function normalizedCut(matrix: ArrayLike<number>, n: number): NormalizedCut {
  const root = new Float64Array(n); // √ of the degrees
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) root[i]! += Math.max(0, matrix[i * n + j]!);
    root[i] = Math.sqrt(root[i]!);
  }
  const scaled = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) scaled[i * n + j] = Math.max(0, matrix[i * n + j]!) / (root[i]! * root[j]!);
  }
  const { value, vector } = secondLargest(scaled, root, n);
  for (let i = 0; i < n; i++) vector[i]! /= root[i]!;
  const largest = vector.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  if (largest < 0) vector.forEach((entry, i) => void (vector[i] = -entry));
  return { lambda: 1 - value, vector };
}

/** Rows in the order of the cut's vector: patches that belong together become neighbours. Ties keep their order. */
export function fiedlerOrder(matrix: ArrayLike<number>, n: number): Uint32Array<ArrayBuffer> {
  if (n < 3) return Uint32Array.from({ length: n }, (_, i) => i);
  const { vector } = normalizedCut(matrix, n);
  return Uint32Array.from({ length: n }, (_, i) => i).toSorted((a, b) => vector[a]! - vector[b]! || a - b);
}

interface Pair {
  readonly value: number;
  readonly vector: Float64Array<ArrayBuffer>;
}

/** Of D^-½ W D^-½, whose largest eigenvalue is 1 with eigenvector D^½ 1 (`top`, not normalised). Overwrites `scaled`. */
function secondLargest(scaled: Float64Array, top: Float64Array, n: number): Pair {
  // 1 becomes -2, below all others, so that the second largest is the largest even where it is 1 as well.
  const total = top.reduce((sum, entry) => sum + entry * entry, 0);
  if (n > EXACT_UP_TO)
    return lanczos(
      scaled,
      top.map((entry) => entry / Math.sqrt(total)),
      n,
    );
  for (let i = 0; i < n; i++) {
    const factor = (3 * top[i]!) / total;
    for (let j = 0; j < n; j++) scaled[i * n + j]! -= factor * top[j]!;
  }
  const { values, vectors } = leadingEigen(scaled, n, 1);
  return { value: values[0]!, vector: vectors };
}

/**
 * The largest eigenpair orthogonal to the unit vector `top`, by Lanczos' method with full re-orthogonalisation from a
 * fixed start. An approximation: good to about 1e-6 where the eigenvalue stands apart from the next.
 */
function lanczos(matrix: Float64Array, top: Float64Array, n: number): Pair {
  const basis: Float64Array[] = [];
  const size = Math.min(KRYLOV_SIZE, n - 1);
  const small = new Float64Array(size * size);
  let next = Float64Array.from(
    { length: n },
    (_, i) => Math.cos((Math.PI * (i + 0.5)) / n) + 0.3 * Math.sin(i * i),
  );
  orthogonalize(next, [top]);
  for (let k = 0; k < size; k++) {
    const length = Math.hypot(...next);
    if (length < 1e-12) break;
    const q = next.map((entry) => entry / length);
    if (k > 0) small[k * size + k - 1] = length; // the lower triangle is all that the solver reads
    basis.push(q);
    next = multiply(matrix, q, n);
    small[k * size + k] = dot(next, q);
    orthogonalize(next, [top, ...basis]);
    orthogonalize(next, [top, ...basis]);
  }
  const m = basis.length;
  const leading = Float64Array.from({ length: m * m }, (_, i) => small[Math.floor(i / m) * size + (i % m)]!);
  const { values, vectors } = symmetricEigen(leading, m);
  const vector = new Float64Array(n);
  for (let k = 0; k < m; k++) {
    const weight = vectors[(m - 1) * m + k]!;
    for (let i = 0; i < n; i++) vector[i]! += weight * basis[k]![i]!;
  }
  return { value: values[m - 1]!, vector };
}

function multiply(matrix: Float64Array, x: Float64Array, n: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: n }, (_, i) => dot(matrix.subarray(i * n, (i + 1) * n), x));
}

function orthogonalize(x: Float64Array, unitVectors: readonly Float64Array[]): void {
  for (const unit of unitVectors) {
    const along = dot(x, unit);
    for (let i = 0; i < x.length; i++) x[i]! -= along * unit[i]!;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
