/**
 * @file A linear layer with what can ride on a matrix product: bias, exact GELU, residual.
 *
 *   z = x Wᵀ + b,  y = z, or gelu(z), or z + residual
 *
 * Weights are [out, in] as in torch.nn.Linear, so files need no transposition.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import type { Value } from '../../graph/graph.ts';
import { defineOp } from '../../graph/op.ts';
import { geluBackward, gelu } from '../gelu/gelu.ts';
import { add } from '../add/add.ts';
import { linearBackwardInput } from './linear-backward-input.ts';
import { linearBackwardWeight } from './linear-backward-weight.ts';

/**
 * inputs: x [R, K], w [N, K], b [N] or none, residual [R, N] or none (not with GELU).
 * attrs: activation 'none' | 'gelu'.  outputs: y [R, N]; with GELU also z [R, N], the pre-activation.
 */
export const linear = defineOp({
  name: 'linear',
  outputs([x, w, b, residual], { activation }) {
    const [rows = 0, k = 0] = x!;
    const [n = 0] = w!;
    assertShape(w!, [null, k], 'w');
    invariant(k % 4 === 0 && n % 4 === 0, `widths ${k} and ${n} must be multiples of 4`);
    if (b !== null && b !== undefined) assertShape(b, [n], 'b');
    if (residual !== null && residual !== undefined) {
      assertShape(residual, [rows, n], 'residual');
      invariant(activation !== 'gelu', 'a residual is added to what a GELU makes, not in it');
    }
    return activation === 'gelu'
      ? [
          [rows, n],
          [rows, n],
        ]
      : [[rows, n]];
  },

  vjp(node, { graph, gradients, give, needs, uses }) {
    const [x, w, b, residual] = node.inputs;
    const [dy, given] = gradients;
    let dz: Value | undefined = dy;
    if (node.attrs['activation'] === 'gelu') {
      // The layer above has usually folded gelu' into its own product and given the gradient to z itself.
      const through = dy === undefined ? undefined : graph.add(geluBackward, [dy, node.outputs[1]!])[0]!;
      dz =
        through !== undefined && given !== undefined
          ? graph.add(add, [through, given])[0]!
          : (through ?? given);
    }
    invariant(dz !== undefined, 'linear without a gradient');
    if (needs(residual)) give(residual, dz);
    if (needs(w)) {
      const [dw, db] = graph.add(linearBackwardWeight, [dz, x!], { bias: needs(b) });
      give(w, dw!);
      if (needs(b)) give(b, db!);
    }
    if (!needs(x)) return;
    const z = preActivationOf(x);
    const fold = z !== undefined && uses(x) === 1;
    give(fold ? z : x, graph.add(linearBackwardInput, [dz, w!, fold ? z : null])[0]!);
  },

  reference({ inputs: [x, w, b, residual], outputs: [y, z], inputShapes, attrs }) {
    const [rows = 0, k = 0] = inputShapes[0]!;
    const [n = 0] = inputShapes[1]!;
    for (let r = 0; r < rows; r++) {
      for (let j = 0; j < n; j++) {
        let sum = b?.[j] ?? 0;
        for (let i = 0; i < k; i++) sum += x![r * k + i]! * w![j * k + i]!;
        if (attrs['activation'] === 'gelu') {
          z![r * n + j] = sum;
          y![r * n + j] = gelu(sum);
        } else {
          y![r * n + j] = sum + (residual?.[r * n + j] ?? 0);
        }
      }
    }
  },

  flops: ([x, w]) => 2 * x![0]! * w![0]! * w![1]!,
});

/** z, if x = gelu(z) comes out of a linear layer. */
function preActivationOf(x: Value): Value | undefined {
  if (x.origin.kind !== 'node') return undefined;
  const { node, index } = x.origin;
  return node.op === 'linear' && node.attrs['activation'] === 'gelu' && index === 0
    ? node.outputs[1]
    : undefined;
}
