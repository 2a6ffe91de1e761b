/**
 * @file Attention whose scores get a bias: a row of a table for each pair of tokens, and -100 between regions of a
 * shifted window. See src/ops/attention/attention-bias.ts. Plain attention is in attention.ts.
 */

import { attentionScratch, outputDots, paddedTokens, softmaxRow } from './attention';
import { multiplySmall, transposed } from './multiply-small';
import { exp4 } from './simd';

const OTHER_REGION: f32 = 100.0;

/** The bias of all pairs of one window in one head; rows of `padded` numbers, 0 in the padding. */
function expandBias(table: usize, pairs: usize, bias: usize, tokens: i32, heads: i32, h: i32): void {
  const padded = paddedTokens(tokens);
  for (let i = 0; i < tokens; i++) {
    for (let j = 0; j < tokens; j++) {
      const pair = i32.load(pairs);
      const row = pair >= 0 ? pair : -1 - pair;
      const learnt = f32.load(table + <usize>((row * heads + h) * 4));
      f32.store(bias + <usize>(j * 4), pair >= 0 ? learnt : learnt - OTHER_REGION);
      pairs += 4;
    }
    for (let j = tokens; j < padded; j++) f32.store(bias + <usize>(j * 4), 0.0);
    bias += <usize>(padded * 4);
  }
}

/** scores ← scores scale + bias, all of them at once. */
function addBias(scores: usize, bias: usize, count: i32, scale: f32): void {
  const factor = f32x4.splat(scale);
  const bytes = <usize>(count * 4);
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(scores + at, f32x4.add(f32x4.mul(v128.load(scores + at), factor), v128.load(bias + at)));
  }
}

/**
 * o = softmax(q kᵀ / √size + bias) v for each batch entry and head; lse = log Σ exp of each row of scores.
 * qkv [batch tokens, 3 heads size], table [·, heads], pairs i32 [windows, tokens tokens], o [batch tokens, heads size],
 * lse [batch heads, tokens]; scratch of 2 attentionScratch(tokens) and one more head's keys, padded.
 */
export function windowAttention(
  qkv: usize,
  table: usize,
  pairs: usize,
  o: usize,
  lse: usize,
  batch: i32,
  windows: i32,
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
  const bias = scratch + <usize>attentionScratch(tokens);
  const keys = bias + <usize>attentionScratch(tokens);
  for (let w = 0; w < windows; w++) {
    for (let h = 0; h < heads; h++) {
      expandBias(table, pairs + <usize>(w * tokens * tokens * 4), bias, tokens, heads, h);
      for (let b = w; b < batch; b += windows) {
        const q = qkv + <usize>(b * tokens) * stride + <usize>(h * size * 4);
        const to = o + <usize>(b * tokens) * width + <usize>(h * size * 4);
        const logs = lse + <usize>((b * heads + h) * tokens * 4);
        transposed(keys, q + width, stride, tokens, size, padded);
        multiplySmall(tokens, padded, size, q, stride, 4, keys, scoreStride, scratch, scoreStride);
        addBias(scratch, bias, tokens * padded, scale);
        for (let i = 0; i < tokens; i++) {
          softmaxRow(scratch + <usize>i * scoreStride, tokens, padded, 1.0, logs + <usize>(i * 4));
        }
        multiplySmall(tokens, size, tokens, scratch, scoreStride, 4, q + 2 * width, stride, to, width);
      }
    }
  }
}

/**
 * The gradient in queries, keys and values, and in scores where `dScores` [batch heads tokens, tokens] is not 0.
 * Shapes as in {@link windowAttention}; delta [batch heads, tokens]; scratch of 3 attentionScratch(tokens) and one more head's
 * keys, padded.
 */
export function windowAttentionBackward(
  dOut: usize,
  qkv: usize,
  o: usize,
  lse: usize,
  table: usize,
  pairs: usize,
  dqkv: usize,
  delta: usize,
  dScores: usize,
  batch: i32,
  windows: i32,
  tokens: i32,
  heads: i32,
  size: i32,
  scratch: usize,
): void {
  const width = <usize>(heads * size * 4);
  const perHead = <usize>(tokens * tokens * 4);
  const bias = scratch + 2 * <usize>attentionScratch(tokens);
  for (let w = 0; w < windows; w++) {
    for (let h = 0; h < heads; h++) {
      expandBias(table, pairs + <usize>w * perHead, bias, tokens, heads, h);
      for (let b = w; b < batch; b += windows) {
        const row = <usize>(b * tokens) * width + <usize>(h * size * 4);
        const packed = <usize>(b * tokens) * 3 * width + <usize>(h * size * 4);
        const head = b * heads + h;
        const rowLog = <usize>(head * tokens * 4);
        outputDots(dOut + row, o + row, width, delta + rowLog, tokens, size);
        const scores = dScores == 0 ? 0 : dScores + <usize>head * perHead;
        headBackward(
          dOut + row, width, qkv + packed, dqkv + packed, lse + rowLog, delta + rowLog, bias, scores, tokens, size,
          scratch,
        );
      }
    }
  }
}

/** One head of one batch entry; q, k and v are `width` bytes apart in rows of 3 `width`. */
function headBackward(
  dOut: usize,
  width: usize,
  q: usize,
  dq: usize,
  lse: usize,
  delta: usize,
  bias: usize,
  dScores: usize,
  tokens: i32,
  size: i32,
  p: usize,
): void {
  const padded = paddedTokens(tokens);
  const stride = width * 3;
  const k = q + width;
  const v = k + width;
  const ds = p + <usize>attentionScratch(tokens);
  const turned = ds + 2 * <usize>attentionScratch(tokens); // behind the bias
  const scoreStride = <usize>(padded * 4);
  const scale = <f32>1.0 / sqrt<f32>(<f32>size);
  transposed(turned, k, stride, tokens, size, padded);
  multiplySmall(tokens, padded, size, q, stride, 4, turned, scoreStride, p, scoreStride);
  transposed(turned, v, stride, tokens, size, padded);
  multiplySmall(tokens, padded, size, dOut, width, 4, turned, scoreStride, ds, scoreStride);
  addBias(p, bias, tokens * padded, scale);
  for (let i = 0; i < tokens; i++) {
    const at = <usize>i * scoreStride;
    const log = f32.load(lse + <usize>(i * 4));
    scoreGradientRow(p + at, ds + at, scoreStride, log, f32.load(delta + <usize>(i * 4)));
    if (dScores != 0) memory.copy(dScores + <usize>(i * tokens * 4), ds + at, <usize>(tokens * 4));
  }
  // The derivative in q and k has a factor `scale` more than that in the scores.
  scaleAll(ds, tokens * padded, scale);
  multiplySmall(tokens, size, tokens, ds, scoreStride, 4, k, stride, dq, stride);
  multiplySmall(tokens, size, tokens, ds, 4, scoreStride, q, stride, dq + width, stride);
  multiplySmall(tokens, size, tokens, p, 4, scoreStride, dOut, width, dq + 2 * width, stride);
}

/** p ← exp(p - log), ds ← p (ds - delta). What the padding becomes is never read. */
function scoreGradientRow(p: usize, ds: usize, bytes: usize, log: f32, delta: f32): void {
  for (let j: usize = 0; j < bytes; j += 16) {
    const probability = exp4(f32x4.sub(v128.load(p + j), f32x4.splat(log)));
    v128.store(p + j, probability);
    v128.store(ds + j, f32x4.mul(probability, f32x4.sub(v128.load(ds + j), f32x4.splat(delta))));
  }
}

function scaleAll(at: usize, count: i32, scale: f32): void {
  const factor = f32x4.splat(scale);
  for (const end = at + <usize>(count * 4); at < end; at += 16) {
    v128.store(at, f32x4.mul(v128.load(at), factor));
  }
}

/**
 * dtable[r, h] = Σ over batch entries and over the pairs of row r of ds[b, h, pair]: entries first, then pairs.
 * ds [batch heads, pairs], pairsOf i32 [rows, most], -1 behind the last; scratch of attentionScratch(tokens).
 */
export function attentionBackwardTable(
  ds: usize,
  pairsOf: usize,
  dtable: usize,
  batch: i32,
  tokens: i32,
  heads: i32,
  rows: i32,
  most: i32,
  scratch: usize,
): void {
  const pairs = tokens * tokens;
  const perHead = <usize>(pairs * 4);
  const vectors = <usize>((pairs & ~3) * 4);
  for (let h = 0; h < heads; h++) {
    memory.copy(scratch, ds + <usize>h * perHead, perHead);
    for (let b = 1; b < batch; b++) {
      const from = ds + <usize>(b * heads + h) * perHead;
      let at: usize = 0;
      for (; at < vectors; at += 16) {
        v128.store(scratch + at, f32x4.add(v128.load(scratch + at), v128.load(from + at)));
      }
      for (; at < perHead; at += 4) f32.store(scratch + at, f32.load(scratch + at) + f32.load(from + at));
    }
    for (let r = 0; r < rows; r++) {
      let sum: f32 = 0.0;
      for (let m = 0; m < most; m++) {
        const pair = i32.load(pairsOf + <usize>((r * most + m) * 4));
        if (pair < 0) break;
        sum += f32.load(scratch + <usize>(pair * 4));
      }
      f32.store(dtable + <usize>((r * heads + h) * 4), sum);
    }
  }
}
