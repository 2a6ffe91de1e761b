/** @file Cholesky's factor of a covariance, and what it gives: determinants, solutions, the inverse. */

/**
 * The lower L with L Lᵀ = matrix, [n, n], of which the lower triangle is read; null where the matrix is not positive
 * definite. O(n³/3): about 0.1 ms for n = 64, 5 ms for n = 256.
 */
export function cholesky(matrix: ArrayLike<number>, n: number): Float64Array<ArrayBuffer> | null {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      let sum = matrix[row + j]!;
      for (let k = 0; k < j; k++) sum -= l[row + k]! * l[other + k]!;
      if (j < i) l[row + j] = sum / l[other + j]!;
      else if (sum > 0) l[row + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return l;
}

/** ln det of the matrix whose factor `l` is, in nats. */
export function logDetOf(l: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(l[i * n + i]!);
  return 2 * sum;
}

/** In place, x ← L⁻¹ x, [n]: then |x|² is xᵀ A⁻¹ x of the x before. */
export function solveLower(l: Float64Array, n: number, x: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * x[k]!;
    x[i] = sum / l[i * n + i]!;
  }
}

/** The inverse of the matrix whose factor `l` is, [n, n]. */
export function inverseOf(l: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const inverse = new Float64Array(n * n);
  const x = new Float64Array(n);
  for (let column = 0; column < n; column++) {
    x.fill(0);
    x[column] = 1;
    solveLower(l, n, x);
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[i]!;
      for (let k = i + 1; k < n; k++) sum -= l[k * n + i]! * x[k]!;
      x[i] = sum / l[i * n + i]!;
    }
    for (let i = 0; i < n; i++) inverse[i * n + column] = x[i]!;
  }
  return inverse;
}
