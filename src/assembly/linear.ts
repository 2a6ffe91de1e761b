/** @file Linear layers: the forward product, and the gradients in input, weight and bias. */

import { GELU, GELU_DERIVATIVE, multiply, PLAIN } from './multiply';

/**
 * z = x wᵀ + bias + residual; with `geluOut`, that gets gelu(z).
 * x [rows, depth], w [columns, depth], bias [columns] or 0, residual [rows, columns] or 0
 */
export function linear(
  x: usize,
  w: usize,
  bias: usize,
  residual: usize,
  z: usize,
  geluOut: usize,
  rows: i32,
  depth: i32,
  columns: i32,
): void {
  const inStride = <usize>(depth * 4);
  const finish = geluOut != 0 ? GELU : PLAIN;
  const outStride = <usize>(columns * 4);
  multiply(
    rows,
    columns,
    depth,
    x,
    inStride,
    true,
    w,
    inStride,
    true,
    z,
    outStride,
    residual,
    bias,
    finish,
    geluOut,
  );
}

/** dx[rows, columns] = dy[rows, depth] w[depth, columns], times gelu'(z) if z is not 0. */
export function linearBackwardInput(
  dy: usize,
  w: usize,
  z: usize,
  dx: usize,
  rows: i32,
  depth: i32,
  columns: i32,
): void {
  const outStride = <usize>(columns * 4);
  const finish = z != 0 ? GELU_DERIVATIVE : PLAIN;
  multiply(
    rows,
    columns,
    depth,
    dy,
    <usize>(depth * 4),
    true,
    w,
    outStride,
    false,
    dx,
    outStride,
    0,
    0,
    finish,
    z,
  );
}

/**
 * dw[n, k] = dyᵀ x, and db[n] = column sums of dy if db is not 0.  dy [rows, n], x [rows, k]
 * Only rows `from` up to `to` of dw and db are made; `from` is a multiple of 4.
 */
export function linearBackwardWeight(
  dy: usize,
  x: usize,
  dw: usize,
  db: usize,
  rows: i32,
  n: i32,
  k: i32,
  from: i32,
  to: i32,
): void {
  const stride = <usize>(n * 4);
  const xStride = <usize>(k * 4);
  const first = <usize>(from * 4);
  const count = to - from;
  const target = dw + <usize>from * xStride;
  multiply(count, k, rows, dy + first, stride, false, x, xStride, false, target, xStride, 0, 0, PLAIN, 0);
  if (db != 0) columnSums(dy + first, db + first, rows, count, stride);
}

/** sums[columns] = Σ_r x[r, columns]; columns a multiple of 4. Sixteen columns at a time, in registers. */
function columnSums(x: usize, sums: usize, rows: i32, columns: i32, stride: usize): void {
  const width = <usize>(columns * 4);
  let c: usize = 0;
  for (; c + 64 <= width; c += 64) {
    let s0 = f32x4.splat(0.0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let from = x + c;
    for (let r = 0; r < rows; r++, from += stride) {
      s0 = f32x4.add(s0, v128.load(from));
      s1 = f32x4.add(s1, v128.load(from, 16));
      s2 = f32x4.add(s2, v128.load(from, 32));
      s3 = f32x4.add(s3, v128.load(from, 48));
    }
    v128.store(sums + c, s0);
    v128.store(sums + c, s1, 16);
    v128.store(sums + c, s2, 32);
    v128.store(sums + c, s3, 48);
  }
  for (; c < width; c += 16) {
    let sum = f32x4.splat(0.0);
    let from = x + c;
    for (let r = 0; r < rows; r++, from += stride) sum = f32x4.add(sum, v128.load(from));
    v128.store(sums + c, sum);
  }
}
