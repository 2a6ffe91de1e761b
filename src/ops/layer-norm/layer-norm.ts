/**
 * @file Layer normalisation over the last axis.
 *
 *   y = (x - mean) rstd γ + β,  rstd = 1 / sqrt(var + epsilon),  var over D (biased)
 *
 * Source: Ba et al. 2016; torch.nn.LayerNorm.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';
import { layerNormBackwardInput } from './layer-norm-backward-input.ts';
import { layerNormBackwardWeight } from './layer-norm-backward-weight.ts';

/** inputs: x [R, D], gamma [D], beta [D].  attrs: epsilon.  outputs: y [R, D], stats [R, 2] = (mean, rstd) */
export const layerNorm = defineOp({
  name: 'layer-norm',
  outputs([x, gamma, beta], { epsilon }) {
    const [rows = 0, d = 0] = x!;
    assertShape(gamma!, [d], 'gamma');
    assertShape(beta!, [d], 'beta');
    invariant(d % 4 === 0, `width ${d} must be a multiple of 4`);
    invariant(typeof epsilon === 'number', 'layer norm without an epsilon');
    return [
      [rows, d],
      [rows, 2],
    ];
  },
  vjp({ inputs: [x, gamma, beta], outputs }, { graph, gradients: [dy], give, take, needs }) {
    if (needs(gamma) || needs(beta)) {
      const [dgamma, dbeta] = graph.add(layerNormBackwardWeight, [dy!, x!, outputs[1]!]);
      if (needs(gamma)) give(gamma, dgamma!);
      if (needs(beta)) give(beta, dbeta!);
    }
    // In a pre-norm block the residual path has its gradient ready: it is added in passing.
    if (needs(x))
      give(x, graph.add(layerNormBackwardInput, [dy!, x, gamma!, outputs[1]!, take(x) ?? null])[0]!);
  },
  reference({ inputs: [x, gamma, beta], outputs: [y, stats], inputShapes, attrs }) {
    const [rows = 0, d = 0] = inputShapes[0]!;
    for (let r = 0; r < rows; r++) {
      let mean = 0;
      for (let c = 0; c < d; c++) mean += x![r * d + c]! / d;
      let variance = 0;
      for (let c = 0; c < d; c++) variance += (x![r * d + c]! - mean) ** 2 / d;
      const rstd = 1 / Math.sqrt(variance + (attrs['epsilon'] as number));
      for (let c = 0; c < d; c++) y![r * d + c] = (x![r * d + c]! - mean) * rstd * gamma![c]! + beta![c]!;
      stats![r * 2] = mean;
      stats![r * 2 + 1] = rstd;
    }
  },
});
