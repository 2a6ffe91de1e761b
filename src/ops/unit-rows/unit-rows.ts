/**
 * @file Rows of length 1: what a cosine is a product of.
 *
 *   y = x / sqrt(Σ x² + 1e-12)
 *
 * Rows without a counterpart (the class token's) lead each image, `prefix` of them, and are left out.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

const EPSILON = 1e-12;

/**
 * inputs: x [B (prefix + N), D].  attrs: batch B, prefix.
 * outputs: y [B N, D], the factor of every row [B N]
 */
export const unitRows = defineOp({
  name: 'unit-rows',
  outputs([x], { batch, prefix }) {
    invariant(typeof batch === 'number' && typeof prefix === 'number', 'attrs');
    const [all = 0, d = 0] = x!;
    const rows = all - batch * prefix;
    invariant(rows % batch === 0, 'rows');
    return [[rows, d], [rows]];
  },
  vjp({ inputs: [x], outputs: [y, scale], attrs }, { graph, gradients: [dy], give, needs }) {
    if (dy !== undefined && needs(x)) give(x, graph.add(unitRowsBackward, [dy, y!, scale!], attrs)[0]!);
  },
  reference({ inputs: [x], outputs: [y, scale], outputShapes, attrs }) {
    const [rows = 0, d = 0] = outputShapes[0]!;
    const { prefix, perImage } = sizesOf(rows, attrs);
    for (let r = 0; r < rows; r++) {
      const from = (r + (Math.floor(r / perImage) + 1) * prefix) * d;
      let squares = EPSILON;
      for (let c = 0; c < d; c++) squares += x![from + c]! ** 2;
      const factor = 1 / Math.sqrt(squares);
      scale![r] = factor;
      for (let c = 0; c < d; c++) y![r * d + c] = x![from + c]! * factor;
    }
  },
});

/** inputs: dy, y [B N, D], factor [B N].  outputs: dx [B (prefix + N), D] = factor (dy - y (y · dy)), 0 in prefix rows */
export const unitRowsBackward = defineOp({
  name: 'unit-rows-backward',
  outputs([dy, y, scale], { batch, prefix }) {
    const [rows = 0, d = 0] = dy!;
    assertShape(y!, dy!, 'y');
    assertShape(scale!, [rows], 'factor');
    return [[rows + (batch as number) * (prefix as number), d]];
  },
  reference({ inputs: [dy, y, scale], outputs: [dx], inputShapes, attrs }) {
    const [rows = 0, d = 0] = inputShapes[0]!;
    const { prefix, perImage } = sizesOf(rows, attrs);
    dx!.fill(0);
    for (let r = 0; r < rows; r++) {
      const to = (r + (Math.floor(r / perImage) + 1) * prefix) * d;
      let along = 0;
      for (let c = 0; c < d; c++) along += y![r * d + c]! * dy![r * d + c]!;
      for (let c = 0; c < d; c++) {
        dx![to + c] = scale![r]! * (dy![r * d + c]! - y![r * d + c]! * along);
      }
    }
  },
});

const sizesOf = (
  rows: number,
  attrs: Readonly<Record<string, unknown>>,
): { readonly prefix: number; readonly perImage: number } => ({
  prefix: attrs['prefix'] as number,
  perImage: rows / (attrs['batch'] as number),
});
