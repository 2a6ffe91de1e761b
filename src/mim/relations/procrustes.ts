/** @file The orthogonal matrix nearest to a given one. */

import { symmetricEigen } from '../symmetric-eigen.ts';

/**
 * matrix: [n, n]. The orthogonal Q that minimises ‖Q - M‖, and maximises tr(Qᵀ M): U Vᵀ of the singular value
 * decomposition M = U Σ Vᵀ. Where M is singular the missing directions are completed to an orthonormal set.
 * Source: Schönemann 1966, "A generalized solution of the orthogonal Procrustes problem".
 */
export function procrustes(matrix: ArrayLike<number>, n: number): Float64Array<ArrayBuffer> {
  const gram = new Float64Array(n * n); // Mᵀ M = V Σ² Vᵀ
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      for (let k = 0; k < n; k++) gram[a * n + b]! += matrix[k * n + a]! * matrix[k * n + b]!;
    }
  }
  const { values, vectors } = symmetricEigen(gram, n);
  const largest = Math.sqrt(Math.max(0, values[n - 1]!));
  const left: Float64Array[] = [];
  for (let k = n - 1; k >= 0; k--) {
    const sigma = Math.sqrt(Math.max(0, values[k]!));
    const image = Float64Array.from({ length: n }, (_, row) => {
      let sum = 0;
      for (let b = 0; b < n; b++) sum += matrix[row * n + b]! * vectors[k * n + b]!;
      return sum;
    });
    left.push(sigma > 1e-7 * largest && sigma > 0 ? orthogonal(image, left) : completion(n, left));
  }
  const q = new Float64Array(n * n);
  left.forEach((u, at) => {
    const k = n - 1 - at;
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) q[a * n + b]! += u[a]! * vectors[k * n + b]!;
    }
  });
  return q;
}

/** `x` without its parts along `before`, of length 1. */
function orthogonal(x: Float64Array, before: readonly Float64Array[]): Float64Array {
  for (const other of before) {
    const along = x.reduce((sum, value, i) => sum + value * other[i]!, 0);
    for (let i = 0; i < x.length; i++) x[i]! -= along * other[i]!;
  }
  const length = Math.hypot(...x);
  return x.map((value) => value / length);
}

/** A unit vector orthogonal to `before`: the axis that is furthest from all of them, made orthogonal. */
function completion(n: number, before: readonly Float64Array[]): Float64Array {
  const inside = Array.from({ length: n }, (_, axis) =>
    before.reduce((sum, other) => sum + other[axis]! ** 2, 0),
  );
  const axis = inside.indexOf(Math.min(...inside));
  return orthogonal(
    Float64Array.from({ length: n }, (_, i) => (i === axis ? 1 : 0)),
    before,
  );
}
