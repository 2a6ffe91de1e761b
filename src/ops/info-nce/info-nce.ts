/**
 * @file InfoNCE between the rows of two matrices, with its own gradient: row i of `a` must find row i of `b`.
 *
 *   s_ij = a_i · b_j / τ over the rows j of i's group,  L = Σ_i weight_i (log Σ_j exp s_ij - s_ii)
 *   `both`: L = ½ Σ_i weight_i (log Σ_j exp s_ij + log Σ_j exp s_ji - 2 s_ii), and b learns as well
 *
 * The largest s is taken out before the exponentials. With rows of length 1 and weights that sum to 1, log(group) - L
 * is a lower bound of the mutual information (in nats) of what the rows are made of, and never above log(group).
 * Source: van den Oord et al. 2018, eq. 4; document 003 §4.2 (one side, patches), document 000 "compute_mutual_info_loss"
 * (both sides, images). Memory: R · group floats for the products.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import type { Attrs } from '../../graph/graph.ts';
import { defineOp, type Numbers, type Reals } from '../../graph/op.ts';

export interface InfoNceAttrs {
  /** Groups of consecutive rows; each holds its own negatives. */
  readonly groups: number;
  readonly both: boolean;
}
export const infoNceAttrs = (attrs: Attrs): InfoNceAttrs => attrs as unknown as InfoNceAttrs;

/**
 * inputs: a, b [R, D]; weight [R]; scale [2] = (λ, 1 / τ), where λ scales the gradient and not the value.
 * outputs: L [1], λ dL/da [R, D], what is left of the products [R, R / groups], sums [2 R] (logs of the sums of rows, and
 * of columns if `both`), the loss of every row [R]; λ dL/db [R, D] if `both`. Of one side, a row without weight has no
 * products (they are 0).
 */
export const infoNce = defineOp({
  name: 'info-nce',
  outputs([a, b, weight, scale], attrs) {
    const { groups, both } = infoNceAttrs(attrs);
    const [rows = 0, d = 0] = a!;
    assertShape(b!, a!, 'b');
    assertShape(weight!, [rows], 'weight');
    assertShape(scale!, [2], 'scale');
    invariant(rows % groups === 0, 'groups');
    const made = [[1], [rows, d], [rows, rows / groups], [2 * rows], [rows]];
    return both ? [...made, [rows, d]] : made;
  },
  /** Only as a root. */
  vjp({ inputs: [a, b], outputs: [, da, , , , db], attrs }, { gradients: [given], give, needs }) {
    invariant(given === undefined, 'info-nce must be what is differentiated');
    if (needs(a)) give(a, da!);
    if (!needs(b)) return;
    invariant(infoNceAttrs(attrs).both, 'info-nce of one side gives none to b');
    give(b, db!);
  },
  flops: ([a], outputs) => 4 * outputs[2]![0]! * outputs[2]![1]! * a![1]!,
  reference({ inputs, outputs, inputShapes, attrs }) {
    const [a, b, weight, scale] = inputs;
    const [loss, da, products, sums, losses, db] = outputs;
    const { groups, both } = infoNceAttrs(attrs);
    const [rows = 0, d = 0] = inputShapes[0]!;
    const group = rows / groups;
    const [lambda = 0, sharpness = 0] = Array.from(scale!);
    da!.fill(0);
    db?.fill(0);
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const first = i - (i % group);
      for (let j = 0; j < group; j++) {
        const factor = both || weight![i] !== 0 ? sharpness : 0;
        products![i * group + j] = factor * product([a!, i * d], [b!, (first + j) * d], d);
      }
    }
    for (let i = 0; i < rows; i++) {
      const first = i - (i % group);
      const own = products![i * group + i - first]!;
      sums![i] = logSumExp(products!, i * group, 1, group);
      sums![rows + i] = both ? logSumExp(products!, first * group + i - first, group, group) : 0;
      losses![i] = both ? 0.5 * (sums![i]! + sums![rows + i]!) - own : sums![i]! - own;
      sum += weight![i]! * losses![i]!;
    }
    loss![0] = sum;
    for (let i = 0; i < rows; i++) {
      const first = i - (i % group);
      for (let j = 0; j < group; j++) {
        const s = products![i * group + j]!;
        const isOwn = i === first + j ? 1 : 0;
        const row = weight![i]! * (Math.exp(s - sums![i]!) - isOwn);
        const column = both ? weight![first + j]! * (Math.exp(s - sums![rows + first + j]!) - isOwn) : row;
        const slope = 0.5 * (row + column) * lambda * sharpness;
        products![i * group + j] = slope;
        if (slope === 0) continue;
        addScaled(da!, i * d, slope, [b!, (first + j) * d], d);
        if (both) addScaled(db!, (first + j) * d, slope, [a!, i * d], d);
      }
    }
  },
});

type Row = readonly [values: Numbers, first: number];

function product([a, i]: Row, [b, j]: Row, size: number): number {
  let sum = 0;
  for (let c = 0; c < size; c++) sum += a[i + c]! * b[j + c]!;
  return sum;
}

function addScaled(to: Reals, at: number, factor: number, [from, first]: Row, size: number): void {
  for (let c = 0; c < size; c++) to[at + c] = to[at + c]! + factor * from[first + c]!;
}

/** Of `count` numbers, `stride` apart. */
function logSumExp(x: Reals, first: number, stride: number, count: number): number {
  let top = -Infinity;
  for (let i = 0; i < count; i++) top = Math.max(top, x[first + i * stride]!);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.exp(x[first + i * stride]! - top);
  return top + Math.log(sum);
}
