/** @file WGSL for the exact GELU: one exponential serves the error function and the density. */

/**
 * erf by Abramowitz & Stegun 7.1.26, at most 1.5e-7 off: Φ(x) = ½ (1 + erf(x / √2)), and exp(-x² / 2) is both what
 * erf needs and, times 1 / √(2π), the density.
 */
export const GELU = `
fn normalCdf(x: vec4f, e: vec4f) -> vec4f {
  let t = 1.0 / (1.0 + 0.3275911 * abs(x) * 0.70710678118);
  let p = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return 0.5 * (1.0 + sign(x) * (1.0 - p * e));
}
fn gelu(x: vec4f) -> vec4f { return x * normalCdf(x, exp(-0.5 * x * x)); }
fn geluDerivative(x: vec4f) -> vec4f {
  let e = exp(-0.5 * x * x);
  return normalCdf(x, e) + x * e * 0.39894228040;
}
`;
