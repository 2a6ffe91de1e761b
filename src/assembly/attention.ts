/** @file Multi-head self-attention on packed queries, keys and values, and its derivative: a few products per head. */

import { multiply, PLAIN } from './multiply';
import { exp4, madd, maxLanes, sumLanes } from './simd';

/** Rows of scores are padded to whole vectors; a padded score is so low that its probability is nothing. */
const NEVER: f32 = -1e30;
/** From word n on, a mask of all lanes but the last n. */
const LANES: usize = memory.data<i32>([-1, -1, -1, -1, 0, 0, 0]);

// @ts-ignore: decorator
@inline
export function paddedTokens(tokens: i32): i32 {
  return (tokens + 3) & ~3;
}

/** Bytes that attention needs beyond its values; its derivative needs twice as many. */
export function attentionScratch(tokens: i32): i32 {
  return tokens * paddedTokens(tokens) * 4;
}

/**
 * o = softmax(q kᵀ / √size) v for each image and head; lse = log Σ exp of each row of scores.
 * qkv [batch tokens, 3 heads size], o [batch tokens, heads size], lse [batch heads, tokens]
 */
export function attention(
  qkv: usize,
  o: usize,
  lse: usize,
  batch: i32,
  tokens: i32,
  heads: i32,
  size: i32,
  scratch: usize,
): void {
  const padded = paddedTokens(tokens);
  const width = <usize>(heads * size * 4);
  const stride = width * 3;
  const scoreStride = <usize>(padded * 4);
  const scale = <f32>1.0 / sqrt<f32>(<f32>size);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const q = qkv + <usize>(b * tokens) * stride + <usize>(h * size * 4);
      const to = o + <usize>(b * tokens) * width + <usize>(h * size * 4);
      const logs = lse + <usize>((b * heads + h) * tokens * 4);
      multiply(
        tokens, tokens, size, q, stride, true, q + width, stride, true, scratch, scoreStride, 0, 0, PLAIN, 0,
      );
      for (let i = 0; i < tokens; i++) {
        softmaxRow(scratch + <usize>i * scoreStride, tokens, padded, scale, logs + <usize>(i * 4));
      }
      multiply(
        tokens, size, tokens, scratch, scoreStride, true, q + 2 * width, stride, false, to, width, 0, 0, PLAIN, 0,
      );
    }
  }
}

/** row ← softmax(row scale), in place; the log of the sum goes to `log`. */
export function softmaxRow(row: usize, tokens: i32, padded: i32, scale: f32, log: usize): void {
  const bytes = <usize>(padded * 4);
  // As one vector: a vector that is read right after one of its numbers was written has to wait for that.
  const last = row + bytes - 16;
  const mask = v128.load(LANES + <usize>((padded - tokens) * 4));
  v128.store(last, v128.bitselect(v128.load(last), f32x4.splat(NEVER), mask));
  let tops = v128.load(row);
  for (let j: usize = 16; j < bytes; j += 16) tops = f32x4.pmax(tops, v128.load(row + j));
  const top = maxLanes(tops);
  let sums = f32x4.splat(0.0);
  for (let j: usize = 0; j < bytes; j += 16) {
    const shifted = f32x4.sub(v128.load(row + j), f32x4.splat(top));
    const e = exp4(f32x4.mul(shifted, f32x4.splat(scale)));
    v128.store(row + j, e);
    sums = f32x4.add(sums, e);
  }
  const sum = sumLanes(sums);
  const inverse = f32x4.splat(<f32>1.0 / sum);
  for (let j: usize = 0; j < bytes; j += 16) v128.store(row + j, f32x4.mul(v128.load(row + j), inverse));
  f32.store(log, top * scale + Mathf.log(sum));
}

/**
 * The gradient in queries, keys and values. The probabilities are made again from scores and lse.
 * dOut, o [batch tokens, heads size], qkv, dqkv [batch tokens, 3 heads size], lse, delta [batch heads, tokens]
 */
export function attentionBackward(
  dOut: usize,
  qkv: usize,
  o: usize,
  lse: usize,
  dqkv: usize,
  delta: usize,
  batch: i32,
  tokens: i32,
  heads: i32,
  size: i32,
  scratch: usize,
): void {
  const width = <usize>(heads * size * 4);
  const p = scratch;
  const ds = scratch + <usize>attentionScratch(tokens);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const row = <usize>(b * tokens) * width + <usize>(h * size * 4);
      const packed = <usize>(b * tokens) * 3 * width + <usize>(h * size * 4);
      const rowLog = <usize>((b * heads + h) * tokens * 4);
      outputDots(dOut + row, o + row, width, delta + rowLog, tokens, size);
      headBackward(
        dOut + row, width, qkv + packed, dqkv + packed, lse + rowLog, delta + rowLog, tokens, size, p, ds,
      );
    }
  }
}

/** delta_i = do_i · o_i */
export function outputDots(dOut: usize, o: usize, stride: usize, delta: usize, tokens: i32, size: i32): void {
  const bytes = <usize>(size * 4);
  for (let i = 0; i < tokens; i++) {
    let sum = f32x4.splat(0.0);
    for (let c: usize = 0; c < bytes; c += 16) sum = madd(v128.load(dOut + c), v128.load(o + c), sum);
    f32.store(delta + <usize>(i * 4), sumLanes(sum));
    dOut += stride;
    o += stride;
  }
}

/** One head of one image; q, k and v are `width` bytes apart in rows of 3 `width`. */
function headBackward(
  dOut: usize,
  width: usize,
  q: usize,
  dq: usize,
  lse: usize,
  delta: usize,
  tokens: i32,
  size: i32,
  p: usize,
  ds: usize,
): void {
  const stride = width * 3;
  const k = q + width;
  const v = k + width;
  const scoreStride = <usize>(paddedTokens(tokens) * 4);
  const scale = <f32>1.0 / sqrt<f32>(<f32>size);
  multiply(tokens, tokens, size, q, stride, true, k, stride, true, p, scoreStride, 0, 0, PLAIN, 0);
  multiply(tokens, tokens, size, dOut, width, true, v, stride, true, ds, scoreStride, 0, 0, PLAIN, 0);
  for (let i = 0; i < tokens; i++) {
    const at = <usize>i * scoreStride;
    const log = f32.load(lse + <usize>(i * 4));
    scoreGradientRow(p + at, ds + at, scoreStride, scale, log, f32.load(delta + <usize>(i * 4)));
  }
  multiply(tokens, size, tokens, ds, scoreStride, true, k, stride, false, dq, stride, 0, 0, PLAIN, 0);
  multiply(tokens, size, tokens, ds, scoreStride, false, q, stride, false, dq + width, stride, 0, 0, PLAIN, 0);
  multiply(tokens, size, tokens, p, scoreStride, false, dOut, width, false, dq + 2 * width, stride, 0, 0, PLAIN, 0);
}

/** p ← exp(p scale - log), ds ← p (ds - delta) scale. What the padding becomes is never read. */
function scoreGradientRow(p: usize, ds: usize, bytes: usize, scale: f32, log: f32, delta: f32): void {
  const factor = f32x4.splat(scale);
  for (let j: usize = 0; j < bytes; j += 16) {
    const probability = exp4(f32x4.sub(f32x4.mul(v128.load(p + j), factor), f32x4.splat(log)));
    const gradient = f32x4.mul(probability, f32x4.sub(v128.load(ds + j), f32x4.splat(delta)));
    v128.store(p + j, probability);
    v128.store(ds + j, f32x4.mul(gradient, factor));
  }
}
