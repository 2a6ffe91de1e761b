/** @file The reconstruction loss with its gradient. The sum over rows is in doubles, so that its order does not show. */

import { madd, sumLanes } from './simd';

/**
 * errors[r] = Σ_{c < columns} f(prediction - target), loss = Σ weight_r errors[r], gradient in the prediction.
 * prediction, gradient [batch (prefix + perImage), width], target [batch perImage, width], weight, errors [batch perImage]
 * @param loss 0 if its rows are only some of all
 * @param kind 0 squares; 1 absolute values; 2 squares / (2 beta) below beta and absolute values - beta / 2 above
 */
export function maskedLoss(
  prediction: usize,
  target: usize,
  weight: usize,
  loss: usize,
  gradient: usize,
  errors: usize,
  batch: i32,
  prefix: i32,
  perImage: i32,
  width: i32,
  columns: i32,
  kind: i32,
  beta: f32,
): void {
  const bytes = <usize>(width * 4);
  const lead = <usize>prefix * bytes;
  let sum: f64 = 0.0;
  for (let b = 0; b < batch; b++) {
    memory.fill(gradient, 0, lead);
    prediction += lead;
    gradient += lead;
    for (let r = 0; r < perImage; r++) {
      const w = f32.load(weight);
      const error =
        kind == 0
          ? rowError(prediction, target, gradient, bytes, columns, w)
          : absoluteError(prediction, target, gradient, bytes, columns, w, kind == 2 ? beta : 0.0);
      f32.store(errors, error);
      sum += <f64>error * <f64>w;
      prediction += bytes;
      gradient += bytes;
      target += bytes;
      weight += 4;
      errors += 4;
    }
  }
  if (loss != 0) f32.store(loss, <f32>sum);
}

/** sum = Σ weight_i value_i in doubles, one after the other: what maskedLoss makes of its rows, if that is divided. */
export function weightedSum(values: usize, weights: usize, sum: usize, count: i32): void {
  let total: f64 = 0.0;
  for (let i = 0; i < count; i++) {
    const at = <usize>(i * 4);
    total += <f64>f32.load(values + at) * <f64>f32.load(weights + at);
  }
  f32.store(sum, <f32>total);
}

/** Σ d² of one row; its gradient row becomes 2 d weight, and 0 in the padding. */
// @ts-ignore: decorator
@inline
function rowError(p: usize, t: usize, gradient: usize, bytes: usize, columns: i32, weight: f32): f32 {
  const used = <usize>(columns * 4);
  const whole = used & ~15;
  const twice = f32x4.splat(2.0 * weight);
  let sums = f32x4.splat(0.0);
  for (let c: usize = 0; c < whole; c += 16) {
    const d = f32x4.sub(v128.load(p + c), v128.load(t + c));
    sums = madd(d, d, sums);
    v128.store(gradient + c, f32x4.mul(d, twice));
  }
  let sum = sumLanes(sums);
  for (let c = whole; c < used; c += 4) {
    const d = f32.load(p + c) - f32.load(t + c);
    sum += d * d;
    f32.store(gradient + c, d * (2.0 * weight));
  }
  for (let c = used; c < bytes; c += 4) f32.store(gradient + c, 0.0);
  return sum;
}

/**
 * Σ |d| - beta / 2 where |d| ≥ beta and d² / (2 beta) below, of one row; its gradient row becomes the slope · weight, and
 * 0 in the padding. A beta of 0 leaves absolute values.
 */
function absoluteError(
  p: usize,
  t: usize,
  gradient: usize,
  bytes: usize,
  columns: i32,
  weight: f32,
  beta: f32,
): f32 {
  const used = <usize>(columns * 4);
  let sum: f32 = 0.0;
  for (let c: usize = 0; c < used; c += 4) {
    const d = f32.load(p + c) - f32.load(t + c);
    const far = abs<f32>(d);
    if (far < beta) {
      sum += (<f32>0.5 * d * d) / beta;
      f32.store(gradient + c, (d / beta) * weight);
    } else {
      sum += far - <f32>0.5 * beta;
      f32.store(gradient + c, d == 0.0 ? <f32>0.0 : copysign<f32>(<f32>1.0, d) * weight);
    }
  }
  for (let c = used; c < bytes; c += 4) f32.store(gradient + c, 0.0);
  return sum;
}
