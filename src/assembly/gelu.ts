/** @file The exact GELU and its derivative, each with a single exponential. */

import { exp4, madd, normalTail4 } from './simd';

const MINUS_HALF: usize = memory.data<f32>([-0.5]);
const ONE: usize = memory.data<f32>([1.0]);
/** 1 / √(2 π) */
const DENSITY: usize = memory.data<f32>([0.39894228]);

/** exp(-z²/2), which the distribution and its density share. */
// @ts-ignore: decorator
@inline
function bell(z: v128): v128 {
  return exp4(f32x4.mul(f32x4.mul(z, z), v128.load32_splat(MINUS_HALF)));
}

/** z Φ(z) = max(z, 0) - |z| Φ(-|z|) */
// @ts-ignore: decorator
@inline
export function gelu4(z: v128): v128 {
  const a = f32x4.abs(z);
  const tail = normalTail4(a, bell(z));
  return f32x4.sub(f32x4.pmax(z, f32x4.splat(0.0)), f32x4.mul(a, tail));
}

/** Φ(z) + z φ(z), where Φ(z) = 1 - Φ(-|z|) for positive z */
// @ts-ignore: decorator
@inline
export function geluDerivative4(z: v128): v128 {
  const e = bell(z);
  const tail = normalTail4(f32x4.abs(z), e);
  const step = v128.and(f32x4.gt(z, f32x4.splat(0.0)), v128.load32_splat(ONE));
  const cdf = f32x4.abs(f32x4.sub(step, tail));
  return madd(f32x4.mul(z, v128.load32_splat(DENSITY)), e, cdf);
}

/** y = gelu(z) for a block of `rows` × `columns` in matrices whose rows are `stride` bytes apart. */
export function geluBlock(z: usize, y: usize, rows: i32, columns: i32, stride: usize): void {
  const width = <usize>(columns * 4);
  for (let r = 0; r < rows; r++) {
    for (let c: usize = 0; c < width; c += 16) v128.store(y + c, gelu4(v128.load(z + c)));
    z += stride;
    y += stride;
  }
}

/** dx ← dx gelu'(z), blockwise as {@link geluBlock}. */
export function geluDerivativeBlock(z: usize, dx: usize, rows: i32, columns: i32, stride: usize): void {
  const width = <usize>(columns * 4);
  for (let r = 0; r < rows; r++) {
    for (let c: usize = 0; c < width; c += 16) {
      v128.store(dx + c, f32x4.mul(v128.load(dx + c), geluDerivative4(v128.load(z + c))));
    }
    z += stride;
    dx += stride;
  }
}

/** dz = dy gelu'(z).  count: floats, a multiple of 4 */
export function geluBackward(dy: usize, z: usize, dz: usize, count: i32): void {
  const bytes = <usize>count * 4;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(dz + i, f32x4.mul(v128.load(dy + i), geluDerivative4(v128.load(z + i))));
  }
}
