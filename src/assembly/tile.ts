/**
 * @file The register tiles: 6 × 8 fits the sixteen registers of x86, 8 × 8 suits CPUs with more of them or with quick spills.
 *
 * Both add the products of one number of C in the order of k, one rounding after the other: they differ in nothing but speed.
 */

import { madd } from './simd';

/**
 * c[6, 8] = start[6, 8] + bias[8] + Σ_k a_k ⊗ b_k
 *
 * @param a panel of the left factor, `b` of the right one (see pack.ts)
 * @param cStride bytes between rows of c; `startStride` of start (0 repeats one row). c may be start.
 */
export function tile6(
  depth: i32,
  a: usize,
  b: usize,
  c: usize,
  cStride: usize,
  start: usize,
  startStride: usize,
  bias: usize,
): void {
  const biasLeft = v128.load(bias);
  const biasRight = v128.load(bias, 16);
  let left0 = f32x4.add(v128.load(start), biasLeft);
  let right0 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left1 = f32x4.add(v128.load(start), biasLeft);
  let right1 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left2 = f32x4.add(v128.load(start), biasLeft);
  let right2 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left3 = f32x4.add(v128.load(start), biasLeft);
  let right3 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left4 = f32x4.add(v128.load(start), biasLeft);
  let right4 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left5 = f32x4.add(v128.load(start), biasLeft);
  let right5 = f32x4.add(v128.load(start, 16), biasRight);

  for (let k = 0; k < depth; k++) {
    const bLeft = v128.load(b);
    const bRight = v128.load(b, 16);
    let x = v128.load32_splat(a);
    left0 = madd(x, bLeft, left0);
    right0 = madd(x, bRight, right0);
    x = v128.load32_splat(a, 4);
    left1 = madd(x, bLeft, left1);
    right1 = madd(x, bRight, right1);
    x = v128.load32_splat(a, 8);
    left2 = madd(x, bLeft, left2);
    right2 = madd(x, bRight, right2);
    x = v128.load32_splat(a, 12);
    left3 = madd(x, bLeft, left3);
    right3 = madd(x, bRight, right3);
    x = v128.load32_splat(a, 16);
    left4 = madd(x, bLeft, left4);
    right4 = madd(x, bRight, right4);
    x = v128.load32_splat(a, 20);
    left5 = madd(x, bLeft, left5);
    right5 = madd(x, bRight, right5);
    a += 24;
    b += 32;
  }

  v128.store(c, left0);
  v128.store(c, right0, 16);
  c += cStride;
  v128.store(c, left1);
  v128.store(c, right1, 16);
  c += cStride;
  v128.store(c, left2);
  v128.store(c, right2, 16);
  c += cStride;
  v128.store(c, left3);
  v128.store(c, right3, 16);
  c += cStride;
  v128.store(c, left4);
  v128.store(c, right4, 16);
  c += cStride;
  v128.store(c, left5);
  v128.store(c, right5, 16);
}

/** c[8, 8], otherwise as {@link tile6}. */
export function tile8(
  depth: i32,
  a: usize,
  b: usize,
  c: usize,
  cStride: usize,
  start: usize,
  startStride: usize,
  bias: usize,
): void {
  const biasLeft = v128.load(bias);
  const biasRight = v128.load(bias, 16);
  let left0 = f32x4.add(v128.load(start), biasLeft);
  let right0 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left1 = f32x4.add(v128.load(start), biasLeft);
  let right1 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left2 = f32x4.add(v128.load(start), biasLeft);
  let right2 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left3 = f32x4.add(v128.load(start), biasLeft);
  let right3 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left4 = f32x4.add(v128.load(start), biasLeft);
  let right4 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left5 = f32x4.add(v128.load(start), biasLeft);
  let right5 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left6 = f32x4.add(v128.load(start), biasLeft);
  let right6 = f32x4.add(v128.load(start, 16), biasRight);
  start += startStride;
  let left7 = f32x4.add(v128.load(start), biasLeft);
  let right7 = f32x4.add(v128.load(start, 16), biasRight);

  const end = a + <usize>depth * 32;
  while (a < end) {
    const bLeft = v128.load(b);
    const bRight = v128.load(b, 16);
    let x = v128.load32_splat(a);
    left0 = madd(x, bLeft, left0);
    right0 = madd(x, bRight, right0);
    x = v128.load32_splat(a, 4);
    left1 = madd(x, bLeft, left1);
    right1 = madd(x, bRight, right1);
    x = v128.load32_splat(a, 8);
    left2 = madd(x, bLeft, left2);
    right2 = madd(x, bRight, right2);
    x = v128.load32_splat(a, 12);
    left3 = madd(x, bLeft, left3);
    right3 = madd(x, bRight, right3);
    x = v128.load32_splat(a, 16);
    left4 = madd(x, bLeft, left4);
    right4 = madd(x, bRight, right4);
    x = v128.load32_splat(a, 20);
    left5 = madd(x, bLeft, left5);
    right5 = madd(x, bRight, right5);
    x = v128.load32_splat(a, 24);
    left6 = madd(x, bLeft, left6);
    right6 = madd(x, bRight, right6);
    x = v128.load32_splat(a, 28);
    left7 = madd(x, bLeft, left7);
    right7 = madd(x, bRight, right7);
    a += 32;
    b += 32;
  }

  v128.store(c, left0);
  v128.store(c, right0, 16);
  c += cStride;
  v128.store(c, left1);
  v128.store(c, right1, 16);
  c += cStride;
  v128.store(c, left2);
  v128.store(c, right2, 16);
  c += cStride;
  v128.store(c, left3);
  v128.store(c, right3, 16);
  c += cStride;
  v128.store(c, left4);
  v128.store(c, right4, 16);
  c += cStride;
  v128.store(c, left5);
  v128.store(c, right5, 16);
  c += cStride;
  v128.store(c, left6);
  v128.store(c, right6, 16);
  c += cStride;
  v128.store(c, left7);
  v128.store(c, right7, 16);
}
