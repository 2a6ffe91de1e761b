/** @file The classification loss with its gradient. Sums over numbers and rows are in doubles. */

import { exp4, maxLanes, sumLanes } from './simd';

/**
 * errors[r] = Σ_{c < columns} (log Σ_b exp z - z of the right bin), parts its terms, loss = Σ_r weight_r errors[r], and the
 * gradient in the prediction.  bins and width are multiples of 4.
 * prediction, gradient [batch (prefix + perImage), width], ids [batch perImage, idWidth], parts [batch perImage, columns]
 */
export function crossEntropy(
  prediction: usize,
  ids: usize,
  weight: usize,
  loss: usize,
  gradient: usize,
  errors: usize,
  parts: usize,
  batch: i32,
  prefix: i32,
  perImage: i32,
  width: i32,
  idWidth: i32,
  columns: i32,
  bins: i32,
): void {
  const bytes = <usize>(width * 4);
  const used = <usize>(columns * bins * 4);
  const lead = <usize>prefix * bytes;
  let sum: f64 = 0.0;
  for (let b = 0; b < batch; b++) {
    memory.fill(gradient, 0, lead);
    prediction += lead;
    gradient += lead;
    for (let r = 0; r < perImage; r++) {
      const w = f32.load(weight);
      let error: f64 = 0.0;
      for (let c = 0; c < columns; c++) {
        const first = <usize>(c * bins * 4);
        const id = <usize>f32.load(ids + <usize>(c * 4));
        const part = numberError(prediction + first, gradient + first, id, <usize>(bins * 4), w);
        f32.store(parts, part);
        parts += 4;
        error += <f64>part;
      }
      memory.fill(gradient + used, 0, bytes - used);
      f32.store(errors, <f32>error);
      sum += error * <f64>w;
      prediction += bytes;
      gradient += bytes;
      ids += <usize>(idWidth * 4);
      weight += 4;
      errors += 4;
    }
  }
  f32.store(loss, <f32>sum);
}

/** log Σ exp z - z_id of one number's `size` bytes of scores; its gradient is weight (softmax - one-hot). */
// @ts-ignore: decorator
@inline
function numberError(z: usize, gradient: usize, id: usize, size: usize, weight: f32): f32 {
  let tops = v128.load(z);
  for (let b: usize = 16; b < size; b += 16) tops = f32x4.pmax(tops, v128.load(z + b));
  const top = maxLanes(tops);
  const shift = f32x4.splat(top);
  let sums = f32x4.splat(0.0);
  for (let b: usize = 0; b < size; b += 16) {
    const e = exp4(f32x4.sub(v128.load(z + b), shift));
    v128.store(gradient + b, e);
    sums = f32x4.add(sums, e);
  }
  const total = sumLanes(sums);
  const scale = f32x4.splat(weight / total);
  for (let b: usize = 0; b < size; b += 16) {
    v128.store(gradient + b, f32x4.mul(v128.load(gradient + b), scale));
  }
  const right = gradient + (id << 2);
  f32.store(right, f32.load(right) - weight);
  return <f32>Math.log(<f64>total) + (top - f32.load(z + (id << 2)));
}
