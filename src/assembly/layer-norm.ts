/** @file Layer normalisation over rows, and its gradients. Widths are multiples of 4. */

import { madd, sumLanes } from './simd';

/** y = (x - mean) rstd γ + β.  x, y [rows, width], stats [rows, 2] = (mean, rstd) */
export function layerNorm(
  x: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  stats: usize,
  rows: i32,
  width: i32,
  epsilon: f32,
): void {
  const bytes = <usize>(width * 4);
  const share = <f32>1.0 / <f32>width;
  for (let r = 0; r < rows; r++) {
    let sum = f32x4.splat(0.0);
    for (let c: usize = 0; c < bytes; c += 16) sum = f32x4.add(sum, v128.load(x + c));
    const mean = sumLanes(sum) * share;
    const means = f32x4.splat(mean);
    let squares = f32x4.splat(0.0);
    for (let c: usize = 0; c < bytes; c += 16) {
      const d = f32x4.sub(v128.load(x + c), means);
      squares = madd(d, d, squares);
    }
    const rstd = <f32>1.0 / sqrt<f32>(sumLanes(squares) * share + epsilon);
    const scale = f32x4.splat(rstd);
    for (let c: usize = 0; c < bytes; c += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + c), means), scale);
      v128.store(y + c, madd(normal, v128.load(gamma + c), v128.load(beta + c)));
    }
    f32.store(stats, mean);
    f32.store(stats + 4, rstd);
    x += bytes;
    y += bytes;
    stats += 8;
  }
}

/** dx = rstd (t - mean(t) - x̂ mean(t x̂)) + residual, t = dy γ.  residual [rows, width] or 0 */
export function layerNormBackwardInput(
  dy: usize,
  x: usize,
  gamma: usize,
  stats: usize,
  residual: usize,
  dx: usize,
  rows: i32,
  width: i32,
): void {
  const bytes = <usize>(width * 4);
  const share = <f32>1.0 / <f32>width;
  for (let r = 0; r < rows; r++) {
    const mean = f32x4.splat(f32.load(stats));
    const rstd = f32x4.splat(f32.load(stats + 4));
    let sumT = f32x4.splat(0.0);
    let sumTx = f32x4.splat(0.0);
    for (let c: usize = 0; c < bytes; c += 16) {
      const t = f32x4.mul(v128.load(dy + c), v128.load(gamma + c));
      const normal = f32x4.mul(f32x4.sub(v128.load(x + c), mean), rstd);
      sumT = f32x4.add(sumT, t);
      sumTx = madd(t, normal, sumTx);
    }
    const meanT = f32x4.splat(sumLanes(sumT) * share);
    const meanTx = f32x4.splat(sumLanes(sumTx) * share);
    for (let c: usize = 0; c < bytes; c += 16) {
      const t = f32x4.mul(v128.load(dy + c), v128.load(gamma + c));
      const normal = f32x4.mul(f32x4.sub(v128.load(x + c), mean), rstd);
      const centred = f32x4.sub(f32x4.sub(t, meanT), f32x4.mul(normal, meanTx));
      const added = residual != 0 ? v128.load(residual + c) : f32x4.splat(0.0);
      v128.store(dx + c, madd(rstd, centred, added));
    }
    dy += bytes;
    x += bytes;
    dx += bytes;
    stats += 8;
    if (residual != 0) residual += bytes;
  }
}

/** dγ = Σ_r dy x̂, dβ = Σ_r dy.  dγ, dβ [width], of which `from` up to `to` are made, both multiples of 4 */
export function layerNormBackwardWeight(
  dy: usize,
  x: usize,
  stats: usize,
  dgamma: usize,
  dbeta: usize,
  rows: i32,
  width: i32,
  from: i32,
  to: i32,
): void {
  const bytes = <usize>(width * 4);
  const first = <usize>(from * 4);
  const end = <usize>(to * 4);
  for (let c = first; c < end; c += 16) {
    v128.store(dgamma + c, f32x4.splat(0.0));
    v128.store(dbeta + c, f32x4.splat(0.0));
  }
  for (let r = 0; r < rows; r++) {
    const mean = v128.load32_splat(stats);
    const rstd = v128.load32_splat(stats, 4);
    for (let c = first; c < end; c += 16) {
      const given = v128.load(dy + c);
      const normal = f32x4.mul(f32x4.sub(v128.load(x + c), mean), rstd);
      v128.store(dgamma + c, madd(given, normal, v128.load(dgamma + c)));
      v128.store(dbeta + c, f32x4.add(given, v128.load(dbeta + c)));
    }
    dy += bytes;
    x += bytes;
    stats += 8;
  }
}
