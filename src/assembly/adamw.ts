/** @file The update of all weights, and the norm of all gradients. Both walk the flat buffers. */

import { madd, sumLanes } from './simd';

/** Vectors that are summed in floats before their sum goes on in doubles. */
const BLOCK: usize = 4096;

/** norm = sqrt(Σ g²).  count: floats, a multiple of 4 */
export function gradNorm(gradients: usize, count: i32, norm: usize): void {
  const end = gradients + <usize>count * 4;
  let sum: f64 = 0.0;
  while (gradients < end) {
    const stop = min<usize>(gradients + BLOCK, end);
    let squares = f32x4.splat(0.0);
    for (; gradients < stop; gradients += 16) {
      const g = v128.load(gradients);
      squares = madd(g, g, squares);
    }
    sum += <f64>f32x4.extract_lane(squares, 0) + <f64>f32x4.extract_lane(squares, 1);
    sum += <f64>f32x4.extract_lane(squares, 2) + <f64>f32x4.extract_lane(squares, 3);
  }
  f32.store(norm, <f32>sqrt<f64>(sum));
}

/**
 * AdamW in place on `count` floats, the first `decayCount` of them with decay; both multiples of 4.
 * @param hyper lr, β₁, β₂, ε, decay, 1 / (1 - β₁ᵗ), 1 / (1 - β₂ᵗ), clip, 1 - β₁, 1 - β₂
 * @param norm of the gradients, or 0 for no clipping
 * @param rates multiplier of the learning rate of each 64 floats, or 0 for none
 */
export function adamw(
  weights: usize,
  gradients: usize,
  moment1: usize,
  moment2: usize,
  count: i32,
  decayCount: i32,
  hyper: usize,
  norm: usize,
  rates: usize,
): void {
  const rate = f32.load(hyper);
  const decay = rate * f32.load(hyper, 16);
  const clip = f32.load(hyper, 28);
  const length = norm != 0 ? f32.load(norm) : <f32>0.0;
  const scale: f32 = clip > 0.0 && length > clip ? clip / length : 1.0;
  const boundary = <usize>decayCount * 4;
  const end = <usize>count * 4;
  updateRange(weights, gradients, moment1, moment2, 0, boundary, hyper, scale, decay, rates);
  updateRange(weights, gradients, moment1, moment2, boundary, end, hyper, scale, 0.0, rates);
}

/** Bytes `from` up to `to` of each buffer. */
function updateRange(
  weights: usize,
  gradients: usize,
  moment1: usize,
  moment2: usize,
  from: usize,
  to: usize,
  hyper: usize,
  scale: f32,
  decay: f32,
  rates: usize,
): void {
  const rate = f32x4.splat(f32.load(hyper) * f32.load(hyper, 20));
  const keep1 = v128.load32_splat(hyper, 4);
  const keep2 = v128.load32_splat(hyper, 8);
  const take1 = v128.load32_splat(hyper, 32);
  const take2 = v128.load32_splat(hyper, 36);
  const epsilon = v128.load32_splat(hyper, 12);
  const correction2 = v128.load32_splat(hyper, 24);
  for (let i = from; i < to; i += 16) {
    const g = f32x4.mul(v128.load(gradients + i), f32x4.splat(scale));
    const m = madd(keep1, v128.load(moment1 + i), f32x4.mul(take1, g));
    const v = madd(keep2, v128.load(moment2 + i), f32x4.mul(f32x4.mul(take2, g), g));
    v128.store(moment1 + i, m);
    v128.store(moment2 + i, v);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(v, correction2)), epsilon);
    const w = v128.load(weights + i);
    // Decay and step are small: summed first, they lose nothing to the rounding of w.
    let step = madd(f32x4.splat(decay), w, f32x4.div(f32x4.mul(rate, m), root));
    if (rates != 0) step = f32x4.mul(step, v128.load32_splat(rates + ((i >> 8) << 2)));
    v128.store(weights + i, f32x4.sub(w, step));
  }
}
