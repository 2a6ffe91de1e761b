/** @file InfoNCE between the rows of two matrices, with its gradients. The sum over rows is in doubles. */

import { madd, sumLanes } from './simd';

/**
 * products[i, j] = sharpness a_i · b_j in groups of `group` rows, then in their place the slopes of the loss, times lambda;
 * sums, losses and gradients as src/ops/info-nce has them.  width is a multiple of 4; db is 0 for one side.
 * @param scale lambda, sharpness
 */
export function infoNce(
  a: usize,
  b: usize,
  weight: usize,
  scale: usize,
  loss: usize,
  da: usize,
  db: usize,
  products: usize,
  sums: usize,
  losses: usize,
  rows: i32,
  group: i32,
  width: i32,
): void {
  const bytes = <usize>(width * 4);
  const line = <usize>(group * 4);
  const lambda = f32.load(scale);
  const sharpness = f32.load(scale, 4);
  const columns = sums + <usize>(rows * 4);
  const both = db != 0;
  memory.fill(da, 0, <usize>rows * bytes);
  if (both) memory.fill(db, 0, <usize>rows * bytes);
  for (let i = 0; i < rows; i++) {
    const first = i - (i % group);
    const out = products + <usize>i * line;
    if (!both && f32.load(weight + <usize>(i * 4)) == 0.0) memory.fill(out, 0, line);
    else multiplyRow(a + <usize>i * bytes, b + <usize>first * bytes, out, group, bytes, sharpness);
  }
  let sum: f64 = 0.0;
  for (let i = 0; i < rows; i++) {
    const at = i % group;
    const row = products + <usize>i * line;
    const own = f32.load(row + <usize>(at * 4));
    const across = logSumExp(row, 4, group);
    const down = both ? logSumExp(products + <usize>(i - at) * line + <usize>(at * 4), line, group) : across;
    const part = 0.5 * (across + down) - <f64>own;
    f32.store(sums + <usize>(i * 4), <f32>across);
    f32.store(columns + <usize>(i * 4), both ? <f32>down : <f32>0.0);
    f32.store(losses + <usize>(i * 4), <f32>part);
    sum += part * <f64>f32.load(weight + <usize>(i * 4));
  }
  f32.store(loss, <f32>sum);
  for (let i = 0; i < rows; i++) {
    const first = i - (i % group);
    for (let j = 0; j < group; j++) {
      const at = products + <usize>i * line + <usize>(j * 4);
      const own: f32 = first + j == i ? 1.0 : 0.0;
      const w = f32.load(weight + <usize>(i * 4));
      let slope: f32 = 0.0;
      if (w != 0.0) slope = w * (expf(f32.load(at) - f32.load(sums + <usize>(i * 4))) - own);
      if (both) {
        const other = <usize>((first + j) * 4);
        const column = expf(f32.load(at) - f32.load(columns + other)) - own;
        slope = <f32>0.5 * (slope + f32.load(weight + other) * column);
      }
      slope *= lambda * sharpness;
      f32.store(at, slope);
      if (slope == 0.0) continue;
      addScaled(da + <usize>i * bytes, b + <usize>(first + j) * bytes, slope, bytes);
      if (both) addScaled(db + <usize>(first + j) * bytes, a + <usize>i * bytes, slope, bytes);
    }
  }
}

// @ts-ignore: decorator
@inline
function expf(x: f32): f32 {
  return <f32>Math.exp(<f64>x);
}

/** Four rows of b at a time, so that a row of a is loaded once for them. */
function multiplyRow(a: usize, b: usize, out: usize, group: i32, bytes: usize, sharpness: f32): void {
  let j = 0;
  for (; j + 4 <= group; j += 4) {
    let s0 = f32x4.splat(0.0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let c: usize = 0; c < bytes; c += 16) {
      const x = v128.load(a + c);
      s0 = madd(x, v128.load(b + c), s0);
      s1 = madd(x, v128.load(b + bytes + c), s1);
      s2 = madd(x, v128.load(b + 2 * bytes + c), s2);
      s3 = madd(x, v128.load(b + 3 * bytes + c), s3);
    }
    f32.store(out, sharpness * sumLanes(s0));
    f32.store(out, sharpness * sumLanes(s1), 4);
    f32.store(out, sharpness * sumLanes(s2), 8);
    f32.store(out, sharpness * sumLanes(s3), 12);
    b += 4 * bytes;
    out += 16;
  }
  for (; j < group; j++) {
    let s = f32x4.splat(0.0);
    for (let c: usize = 0; c < bytes; c += 16) s = madd(v128.load(a + c), v128.load(b + c), s);
    f32.store(out, sharpness * sumLanes(s));
    b += bytes;
    out += 4;
  }
}

/** Of `count` floats, `stride` bytes apart. */
function logSumExp(x: usize, stride: usize, count: i32): f64 {
  let top = f32.load(x);
  for (let i = 1; i < count; i++) top = max<f32>(top, f32.load(x + <usize>i * stride));
  let sum: f64 = 0.0;
  for (let i = 0; i < count; i++) sum += Math.exp(<f64>(f32.load(x + <usize>i * stride) - top));
  return <f64>top + Math.log(sum);
}

// @ts-ignore: decorator
@inline
function addScaled(to: usize, from: usize, factor: f32, bytes: usize): void {
  const f = f32x4.splat(factor);
  for (let c: usize = 0; c < bytes; c += 16) v128.store(to + c, madd(f, v128.load(from + c), v128.load(to + c)));
}
