/**
 * @file The exact GELU and its derivative on numbers, and the op for its derivative where no matrix product takes it in.
 *
 *   gelu(z) = z Φ(z),  gelu'(z) = Φ(z) + z φ(z),  Φ the normal distribution, φ its density
 *
 * Source: Hendrycks & Gimpel 2016; torch.nn.GELU(approximate='none').
 */

import { assertShape } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

/** The error function to double precision: its Maclaurin series below 3, Laplace's continued fraction above. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a >= 6) return Math.sign(x);
  if (a < 3) {
    let term = a;
    let sum = a;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (-a * a) / n;
      sum += term / (2 * n + 1);
      if (n > 200) break;
    }
    return Math.sign(x) * sum * (2 / Math.sqrt(Math.PI));
  }
  let fraction = a;
  for (let n = 60; n >= 1; n--) fraction = a + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-a * a) / (fraction * Math.sqrt(Math.PI)));
}

export const gelu = (z: number): number => 0.5 * z * (1 + erf(z * Math.SQRT1_2));

export const geluDerivative = (z: number): number =>
  0.5 * (1 + erf(z * Math.SQRT1_2)) + (z * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);

/** dz[r, c] = dy[r, c] gelu'(z[r, c]).  dy, z, dz: [R, D] */
export const geluBackward = defineOp({
  name: 'gelu-backward',
  outputs([dy, z]) {
    assertShape(z!, dy!, 'z');
    return [z!];
  },
  reference({ inputs: [dy, z], outputs: [dz] }) {
    for (let i = 0; i < dz!.length; i++) dz![i] = dy![i]! * geluDerivative(z![i]!);
  },
});
