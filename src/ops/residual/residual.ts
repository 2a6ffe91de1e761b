/**
 * @file Adds a branch to the residual stream where `linear` cannot in passing: with layer scale, drop path, or both.
 *
 *   y[r, c] = x[r, c] + s[b] γ[c] z[r, c],  b = the image of row r
 *
 * Source: Touvron et al. 2021 (LayerScale); Huang et al. 2016 and timm's DropPath, where s is 0 or 1 / (1 - rate).
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';
import { residualBackward } from './residual-backward.ts';
import { residualAttrs } from './residual-attrs.ts';
import { residualBackwardGain } from './residual-backward-gain.ts';

/** inputs: x, z [R, D]; gain γ [D] or none; keeps [branches, B] or none.  attrs: batch B, branch.  outputs: y [R, D] */
export const residual = defineOp({
  name: 'residual',
  outputs([x, z, gain, keeps], attrs) {
    const { batch, branch } = residualAttrs(attrs);
    const [rows = 0, d = 0] = x!;
    assertShape(z!, [rows, d], 'z');
    if (gain !== null && gain !== undefined) assertShape(gain, [d], 'gain');
    if (keeps !== null && keeps !== undefined) {
      assertShape(keeps, [null, batch], 'keeps');
      invariant(rows % batch === 0 && branch < keeps[0]!, 'keeps that do not fit');
    }
    return [[rows, d]];
  },
  vjp({ inputs: [x, z, gain = null, keeps = null], attrs }, { graph, gradients: [dy], give, needs }) {
    if (needs(x)) give(x, dy!);
    if (needs(z)) give(z, graph.add(residualBackward, [dy!, gain, keeps], attrs)[0]!);
    if (needs(gain)) give(gain, graph.add(residualBackwardGain, [dy!, z!, keeps], attrs)[0]!);
  },
  reference({ inputs: [x, z, gain, keeps], outputs: [y], outputShapes, attrs }) {
    const { batch, branch } = residualAttrs(attrs);
    const [rows = 0, d = 0] = outputShapes[0]!;
    for (let r = 0; r < rows; r++) {
      const s = keeps?.[branch * batch + Math.floor((r * batch) / rows)] ?? 1;
      for (let c = 0; c < d; c++) y![r * d + c] = x![r * d + c]! + s * (gain?.[c] ?? 1) * z![r * d + c]!;
    }
  },
});
