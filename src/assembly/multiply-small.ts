/**
 * @file Products of small matrices where they lie, without packing: for windows, where packing would cost as much as the
 * product. Sums run over the depth from its first to its last, whatever the row.
 */

import { madd } from './simd';

/** Rows of the result that are made at once. */
const ROWS: i32 = 4;

/**
 * C[rows, columns] = A[rows, depth] B[depth, columns]; columns a multiple of 4, all strides in bytes.
 * A[i, k] lies at a + i aRow + k aDepth, B[k, j] at b + k bStride + 4 j.
 */
export function multiplySmall(
  rows: i32,
  columns: i32,
  depth: i32,
  a: usize,
  aRow: usize,
  aDepth: usize,
  b: usize,
  bStride: usize,
  c: usize,
  cStride: usize,
): void {
  const bytes = <usize>(columns * 4);
  const whole = bytes & ~31;
  let i = 0;
  for (; i + ROWS <= rows; i += ROWS) {
    for (let at: usize = 0; at < whole; at += 32) {
      fourByEight(depth, a, aRow, aDepth, b + at, bStride, c + at, cStride);
    }
    if (whole < bytes) fourByFour(depth, a, aRow, aDepth, b + whole, bStride, c + whole, cStride);
    a += <usize>ROWS * aRow;
    c += <usize>ROWS * cStride;
  }
  for (; i < rows; i++) {
    for (let at: usize = 0; at < bytes; at += 16) oneByFour(depth, a, aDepth, b + at, bStride, c + at);
    a += aRow;
    c += cStride;
  }
}

// @ts-ignore: decorator
@inline
function fourByEight(
  depth: i32,
  a: usize,
  aRow: usize,
  aDepth: usize,
  b: usize,
  bStride: usize,
  c: usize,
  cStride: usize,
): void {
  let c00 = f32x4.splat(0.0);
  let c01 = f32x4.splat(0.0);
  let c10 = f32x4.splat(0.0);
  let c11 = f32x4.splat(0.0);
  let c20 = f32x4.splat(0.0);
  let c21 = f32x4.splat(0.0);
  let c30 = f32x4.splat(0.0);
  let c31 = f32x4.splat(0.0);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.load32_splat(a + aRow);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.load32_splat(a + 2 * aRow);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.load32_splat(a + 3 * aRow);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    a += aDepth;
    b += bStride;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c + cStride, c10);
  v128.store(c + cStride, c11, 16);
  v128.store(c + 2 * cStride, c20);
  v128.store(c + 2 * cStride, c21, 16);
  v128.store(c + 3 * cStride, c30);
  v128.store(c + 3 * cStride, c31, 16);
}

// @ts-ignore: decorator
@inline
function fourByFour(
  depth: i32,
  a: usize,
  aRow: usize,
  aDepth: usize,
  b: usize,
  bStride: usize,
  c: usize,
  cStride: usize,
): void {
  let c0 = f32x4.splat(0.0);
  let c1 = f32x4.splat(0.0);
  let c2 = f32x4.splat(0.0);
  let c3 = f32x4.splat(0.0);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(b);
    c0 = madd(v128.load32_splat(a), b0, c0);
    c1 = madd(v128.load32_splat(a + aRow), b0, c1);
    c2 = madd(v128.load32_splat(a + 2 * aRow), b0, c2);
    c3 = madd(v128.load32_splat(a + 3 * aRow), b0, c3);
    a += aDepth;
    b += bStride;
  }
  v128.store(c, c0);
  v128.store(c + cStride, c1);
  v128.store(c + 2 * cStride, c2);
  v128.store(c + 3 * cStride, c3);
}

// @ts-ignore: decorator
@inline
function oneByFour(depth: i32, a: usize, aDepth: usize, b: usize, bStride: usize, c: usize): void {
  let sum = f32x4.splat(0.0);
  for (let k = 0; k < depth; k++) {
    sum = madd(v128.load32_splat(a), v128.load(b), sum);
    a += aDepth;
    b += bStride;
  }
  v128.store(c, sum);
}

/** to[columns, padded] ← from[rows, columns] turned; zeros from `rows` up to `padded`, a multiple of 4, as columns is. */
export function transposed(
  to: usize,
  from: usize,
  fromStride: usize,
  rows: i32,
  columns: i32,
  padded: i32,
): void {
  const step = <usize>(padded * 4);
  for (let i = 0; i < rows; i++) {
    let at = to + <usize>(i * 4);
    for (let j = 0; j < columns; j++, at += step) f32.store(at, f32.load(from + <usize>(j * 4)));
    from += fromStride;
  }
  for (let i = rows; i < padded; i++) {
    let at = to + <usize>(i * 4);
    for (let j = 0; j < columns; j++, at += step) f32.store(at, 0.0);
  }
}
