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
 * exp(x) to about 1e-7 relative; 0 below -80, so that no product of it is a denormal, which are very slow; x ≤ 88.
 * x = n ln 2 + r with |r| ≤ ½ ln 2, ln 2 in two parts so that r is exact; 2ⁿ goes straight into the exponent bits.
 * Source of the polynomial: Cephes, expf.c.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const notTiny = f32x4.gt(x, f32x4.splat(-80.0));
  x = f32x4.max(f32x4.min(x, f32x4.splat(88.0)), f32x4.splat(-80.0));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  let r = madd(n, f32x4.splat(-0.693359375), x);
  r = madd(n, f32x4.splat(0.00021219444), r);
  let p = madd(f32x4.splat(0.00019875691), r, f32x4.splat(0.00139819995));
  p = madd(p, r, f32x4.splat(0.00833345205));
  p = madd(p, r, f32x4.splat(0.0416657962));
  p = madd(p, r, f32x4.splat(0.166666657));
  p = madd(p, r, f32x4.splat(0.5));
  p = f32x4.add(madd(f32x4.mul(r, r), p, r), f32x4.splat(1.0));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.and(f32x4.mul(p, power), notTiny);
}

/**
 * erf(z / √2), given e = exp(-z²/2); largest absolute error 1.6e-7.
 * erf(a) = 1 - e q(s) with s = a / (1 + 0.38 a) and q a polynomial with q(0) = 1, so nothing cancels near 0.
 * Coefficients: our own weighted minimax fit of exp(a²) erfc(a) on [0, 4.5].
 */
// @ts-ignore: decorator
@inline
export function erfOfScaled4(z: v128, e: v128): v128 {
  const a = f32x4.mul(f32x4.abs(z), f32x4.splat(0.70710678));
  const s = f32x4.div(a, madd(f32x4.splat(0.38), a, f32x4.splat(1.0)));
  let q = madd(f32x4.splat(-0.0008297270978800952), s, f32x4.splat(0.0036410875618457794));
  q = madd(q, s, f32x4.splat(0.013536262325942516));
  q = madd(q, s, f32x4.splat(-0.15514104068279266));
  q = madd(q, s, f32x4.splat(0.5712095499038696));
  q = madd(q, s, f32x4.splat(-1.1283788681030273));
  q = madd(q, s, f32x4.splat(1.0));
  const positive = f32x4.sub(f32x4.splat(1.0), f32x4.mul(q, e));
  return v128.or(positive, v128.and(z, i32x4.splat(0x80000000)));
}
