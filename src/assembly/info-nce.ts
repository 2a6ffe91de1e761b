/** @file InfoNCE between the rows of two matrices, with its gradients. The sum over rows is in doubles. */

import { exp4, madd, sumLanes } from './simd';

/** Rows of b that are multiplied before the next ones come. */
const ROWS: i32 = 8;

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
  for (let first = 0; first < rows; first += group) {
    multiplyGroup(a, b, both ? 0 : weight, products, first, group, bytes, sharpness);
  }
  let sum: f64 = 0.0;
  for (let i = 0; i < rows; i++) {
    const at = i % group;
    const row = products + <usize>i * line;
    const own = f32.load(row + <usize>(at * 4));
    const across = logSumExpRow(row, group);
    const down = both ? logSumExp(products + <usize>(i - at) * line + <usize>(at * 4), line, group) : across;
    const part = 0.5 * (across + down) - <f64>own;
    f32.store(sums + <usize>(i * 4), <f32>across);
    f32.store(columns + <usize>(i * 4), both ? <f32>down : <f32>0.0);
    f32.store(losses + <usize>(i * 4), <f32>part);
    sum += part * <f64>f32.load(weight + <usize>(i * 4));
  }
  f32.store(loss, <f32>sum);
  for (let i = 0; i < rows; i++) {
    const row = products + <usize>i * line;
    const across = f32.load(sums + <usize>(i * 4));
    const w = f32.load(weight + <usize>(i * 4));
    if (both) slopesOfBoth(row, across, w, weight, columns, i, group, lambda * sharpness);
    else slopesOfRow(row, across, w * lambda * sharpness, i % group, group);
  }
  for (let first = 0; first < rows; first += group) {
    const slopes = products + <usize>first * line;
    const offset = <usize>first * bytes;
    spread(slopes, line, 4, b + offset, da + offset, group, bytes);
    if (both) spread(slopes, 4, line, a + offset, db + offset, group, bytes);
  }
}

/** weight (softmax - one-hot at `own`), in place. */
function slopesOfRow(row: usize, across: f32, weight: f32, own: i32, group: i32): void {
  if (weight == 0.0) return memory.fill(row, 0, <usize>(group * 4));
  const shift = f32x4.splat(across);
  const scale = f32x4.splat(weight);
  const end = row + <usize>(group * 4);
  let at = row;
  for (; at + 16 <= end; at += 16) {
    v128.store(at, f32x4.mul(scale, exp4(f32x4.min(f32x4.sub(v128.load(at), shift), f32x4.splat(0.0)))));
  }
  for (; at < end; at += 4) f32.store(at, weight * expf(f32.load(at) - across));
  const right = row + <usize>(own * 4);
  f32.store(right, f32.load(right) - weight);
}

/** The same for rows and columns, of each one half. */
function slopesOfBoth(
  row: usize,
  across: f32,
  w: f32,
  weight: usize,
  columns: usize,
  i: i32,
  group: i32,
  scale: f32,
): void {
  const first = i - (i % group);
  for (let j = 0; j < group; j++) {
    const at = row + <usize>(j * 4);
    const other = <usize>((first + j) * 4);
    const own: f32 = first + j == i ? 1.0 : 0.0;
    const s = f32.load(at);
    const rowSlope = w * (expf(s - across) - own);
    const columnSlope = f32.load(weight + other) * (expf(s - f32.load(columns + other)) - own);
    f32.store(at, <f32>0.5 * (rowSlope + columnSlope) * scale);
  }
}

// @ts-ignore: decorator
@inline
function expf(x: f32): f32 {
  return <f32>Math.exp(<f64>x);
}

/**
 * All products of a group: eight rows of b at a time, which stay near while the rows of a pass by.
 * @param weight of the rows of a, of which those without any get zeros; 0: all count
 */
function multiplyGroup(
  a: usize,
  b: usize,
  weight: usize,
  products: usize,
  first: i32,
  group: i32,
  bytes: usize,
  sharpness: f32,
): void {
  for (let j = 0; j < group; j += ROWS) {
    const count = min(ROWS, group - j);
    for (let i = first; i < first + group; i++) {
      const out = products + <usize>i * <usize>(group * 4) + <usize>(j * 4);
      if (weight != 0 && f32.load(weight + <usize>(i * 4)) == 0.0) memory.fill(out, 0, <usize>(count * 4));
      else multiplyRow(a + <usize>i * bytes, b + <usize>(first + j) * bytes, out, count, bytes, sharpness);
    }
  }
}

/** `count` products of one row of a, four at a time, so that it is loaded once for them. */
function multiplyRow(a: usize, b: usize, out: usize, count: i32, bytes: usize, sharpness: f32): void {
  let j = 0;
  for (; j + 4 <= count; j += 4) {
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
  for (; j < count; j++) {
    let s = f32x4.splat(0.0);
    for (let c: usize = 0; c < bytes; c += 16) s = madd(v128.load(a + c), v128.load(b + c), s);
    f32.store(out, sharpness * sumLanes(s));
    b += bytes;
    out += 4;
  }
}

/**
 * to_i += Σ_k slope(i, k) from_k over the rows of a group, four k at a time; the slope of (i, k) lies at
 * i · stride + k · step.
 */
function spread(
  slopes: usize,
  stride: usize,
  step: usize,
  from: usize,
  to: usize,
  group: i32,
  bytes: usize,
): void {
  for (let k = 0; k < group; k += 4) {
    const x = from + <usize>k * bytes;
    for (let i = 0; i < group; i++) {
      const at = slopes + <usize>i * stride + <usize>k * step;
      const y = to + <usize>i * bytes;
      if (k + 4 <= group) addFour(y, x, at, step, bytes);
      else
        for (let rest = 0; rest < group - k; rest++)
          addScaled(y, x + <usize>rest * bytes, f32.load(at + <usize>rest * step), bytes);
    }
  }
}

// @ts-ignore: decorator
@inline
function addFour(y: usize, x: usize, slopes: usize, step: usize, bytes: usize): void {
  const s0 = v128.load32_splat(slopes);
  const s1 = v128.load32_splat(slopes + step);
  const s2 = v128.load32_splat(slopes + 2 * step);
  const s3 = v128.load32_splat(slopes + 3 * step);
  for (let c: usize = 0; c < bytes; c += 16) {
    let sum = madd(s0, v128.load(x + c), v128.load(y + c));
    sum = madd(s1, v128.load(x + bytes + c), sum);
    sum = madd(s2, v128.load(x + 2 * bytes + c), sum);
    v128.store(y + c, madd(s3, v128.load(x + 3 * bytes + c), sum));
  }
}

/** Of `count` floats in a row. */
function logSumExpRow(x: usize, count: i32): f64 {
  const end = x + <usize>(count * 4);
  let top = f32.load(x);
  for (let at = x; at < end; at += 4) top = max<f32>(top, f32.load(at));
  const shift = f32x4.splat(top);
  let sums = f32x4.splat(0.0);
  let at = x;
  for (; at + 16 <= end; at += 16) sums = f32x4.add(sums, exp4(f32x4.sub(v128.load(at), shift)));
  let sum = <f64>sumLanes(sums);
  for (; at < end; at += 4) sum += Math.exp(<f64>(f32.load(at) - top));
  return <f64>top + Math.log(sum);
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
