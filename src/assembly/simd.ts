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

/** 1.5 · 2²³: a float added to it is rounded to a whole number, which then stands in its lowest bits. */
const ROUNDER: f32 = 12582912.0;

/**
 * exp(x) for x ≤ 0, to about 1e-7 relative; 0 below -80, so that no product of it is a denormal, which are very slow.
 * x = n ln 2 + r with |r| ≤ ½ ln 2, ln 2 in two parts so that r is exact; 2ⁿ goes straight into the exponent bits.
 * Source of the polynomial: Cephes, expf.c.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const tiny = f32x4.lt(x, f32x4.splat(-80.0));
  x = f32x4.pmax(x, f32x4.splat(-80.0));
  const shifted = madd(x, f32x4.splat(1.44269504), f32x4.splat(ROUNDER));
  const n = f32x4.sub(shifted, f32x4.splat(ROUNDER));
  let r = madd(n, f32x4.splat(-0.693359375), x);
  r = madd(n, f32x4.splat(0.00021219444), r);
  let p = madd(f32x4.splat(0.00019875691), r, f32x4.splat(0.00139819995));
  p = madd(p, r, f32x4.splat(0.00833345205));
  p = madd(p, r, f32x4.splat(0.0416657962));
  p = madd(p, r, f32x4.splat(0.166666657));
  p = madd(p, r, f32x4.splat(0.5));
  p = f32x4.add(madd(f32x4.mul(r, r), p, r), f32x4.splat(1.0));
  const power = i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(0x3f800000));
  return v128.andnot(f32x4.mul(p, power), tiny);
}

/**
 * Φ(-a), the tail of the normal distribution, for a = |z| ≥ 0 and e = exp(-a²/2); largest absolute error 8e-8.
 * Φ(-a) = e q(s) with s = a / (√2 + 0.38 a) and q a polynomial with q(0) = ½, so nothing cancels near 0.
 * Coefficients: our own weighted minimax fit of ½ exp(a²/2) erfc(a / √2) for a / √2 in [0, 4.5].
 */
// @ts-ignore: decorator
@inline
export function normalTail4(a: v128, e: v128): v128 {
  const s = f32x4.div(a, madd(f32x4.splat(0.38), a, f32x4.splat(1.41421356)));
  let q = madd(f32x4.splat(-0.00041486354894004762), s, f32x4.splat(0.0018205437809228897));
  q = madd(q, s, f32x4.splat(0.006768131162971258));
  q = madd(q, s, f32x4.splat(-0.07757052034139633));
  q = madd(q, s, f32x4.splat(0.2856047749519348));
  q = madd(q, s, f32x4.splat(-0.5641894340515137));
  q = madd(q, s, f32x4.splat(0.5));
  return f32x4.mul(q, e);
}
