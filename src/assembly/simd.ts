/** @file Four floats at a time: multiply-add, exponential, error function, and sums and maxima of lanes. */

/** a b + c. One rounding or two where the build allows relaxed SIMD, always two in the reproducible build. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The sum of the four lanes, in pairs. */
// @ts-ignore: decorator
@inline
export function sumLanes(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

// @ts-ignore: decorator
@inline
export function maxLanes(v: v128): f32 {
  return max<f32>(
    max<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

/**
 * Constants stand in memory: a vector constant in the code is put together from two 64-bit numbers each time it is used,
 * which takes longer than the sum that it goes into.
 */
// @ts-ignore: decorator
@inline
function splat(at: usize): v128 {
  return v128.load32_splat(at);
}

const LOWEST: usize = memory.data<f32>([-80.0]);
const LOG2_E: usize = memory.data<f32>([1.44269504]);
/** 1.5 · 2²³: a float added to it is rounded to a whole number, which then stands in its lowest bits. */
const ROUNDER: usize = memory.data<f32>([12582912.0]);
/** -ln 2 in two parts. */
const LN_2_HIGH: usize = memory.data<f32>([-0.693359375]);
const LN_2_LOW: usize = memory.data<f32>([0.00021219444]);
const EXP_5: usize = memory.data<f32>([0.00019875691]);
const EXP_4: usize = memory.data<f32>([0.00139819995]);
const EXP_3: usize = memory.data<f32>([0.00833345205]);
const EXP_2: usize = memory.data<f32>([0.0416657962]);
const EXP_1: usize = memory.data<f32>([0.166666657]);
const HALF: usize = memory.data<f32>([0.5]);
const ONE: usize = memory.data<f32>([1.0]);

/**
 * exp(x) for x ≤ 0, to about 1e-7 relative; 0 below -80, so that no product of it is a denormal, which are very slow.
 * x = n ln 2 + r with |r| ≤ ½ ln 2, ln 2 in two parts so that r is exact; 2ⁿ goes straight into the exponent bits.
 * Source of the polynomial: Cephes, expf.c.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const tiny = f32x4.lt(x, splat(LOWEST));
  x = f32x4.pmax(x, splat(LOWEST));
  const shifted = madd(x, splat(LOG2_E), splat(ROUNDER));
  const n = f32x4.sub(shifted, splat(ROUNDER));
  let r = madd(n, splat(LN_2_HIGH), x);
  r = madd(n, splat(LN_2_LOW), r);
  let p = madd(splat(EXP_5), r, splat(EXP_4));
  p = madd(p, r, splat(EXP_3));
  p = madd(p, r, splat(EXP_2));
  p = madd(p, r, splat(EXP_1));
  p = madd(p, r, splat(HALF));
  p = f32x4.add(madd(f32x4.mul(r, r), p, r), splat(ONE));
  const power = i32x4.add(i32x4.shl(shifted, 23), splat(ONE));
  return v128.andnot(f32x4.mul(p, power), tiny);
}

const SQRT_2: usize = memory.data<f32>([1.41421356]);
const TAIL_SCALE: usize = memory.data<f32>([0.38]);
const TAIL_6: usize = memory.data<f32>([-0.00041486354894004762]);
const TAIL_5: usize = memory.data<f32>([0.0018205437809228897]);
const TAIL_4: usize = memory.data<f32>([0.006768131162971258]);
const TAIL_3: usize = memory.data<f32>([-0.07757052034139633]);
const TAIL_2: usize = memory.data<f32>([0.2856047749519348]);
const TAIL_1: usize = memory.data<f32>([-0.5641894340515137]);

/**
 * Φ(-a), the tail of the normal distribution, for a = |z| ≥ 0 and e = exp(-a²/2); largest absolute error 8e-8.
 * Φ(-a) = e q(s) with s = a / (√2 + 0.38 a) and q a polynomial with q(0) = ½, so nothing cancels near 0.
 * Coefficients: our own weighted minimax fit of ½ exp(a²/2) erfc(a / √2) for a / √2 in [0, 4.5].
 */
// @ts-ignore: decorator
@inline
export function normalTail4(a: v128, e: v128): v128 {
  const s = f32x4.div(a, madd(splat(TAIL_SCALE), a, splat(SQRT_2)));
  let q = madd(splat(TAIL_6), s, splat(TAIL_5));
  q = madd(q, s, splat(TAIL_4));
  q = madd(q, s, splat(TAIL_3));
  q = madd(q, s, splat(TAIL_2));
  q = madd(q, s, splat(TAIL_1));
  q = madd(q, s, splat(HALF));
  return f32x4.mul(q, e);
}
