/**
 * @file Moves rows: MAE's keep and restore, mask tokens, the class token, position tables, windows, patch merging, and
 * the inverse of all that.
 *
 *   y[r] = (index[r] ≥ 0 ? x[index[r]] : fill or 0) + (table ? table[at(r)] : 0)
 *
 * No source row is taken twice, so the derivative is a gather by the inverse: no atomics, the same bits each time.
 * With `fold` k, k moved rows one after the other form one row of the result; with `unfold` k, each row of x is k rows
 * that move: both only name the same numbers in another way.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import type { Attrs, Shape } from '../../graph/graph.ts';
import { defineOp } from '../../graph/op.ts';
import { gatherRowsBackwardFill } from './gather-rows-backward-fill.ts';
import { gatherRowsBackwardTable } from './gather-rows-backward-table.ts';

interface GatherAttrs {
  readonly fold: number;
  readonly unfold: number;
  readonly images: number;
}

/** 1 where left out. */
export const gatherAttrs = ({ fold = 1, unfold = 1, images = 1 }: Attrs): GatherAttrs =>
  ({ fold, unfold, images }) as GatherAttrs;

/** [R, K] as the rows that move: [R k, K / k]. */
export function unfolded([rows = 0, width = 0]: Shape, k: number): readonly [number, number] {
  invariant(width % k === 0, `a row of ${width} is not ${k} rows`);
  return [rows * k, width / k];
}

/**
 * S rows of D move: those of x [S, D], or of x [S / unfold, unfold D].
 * inputs: x; index i32 [R], -1 = fill; inverse i32 [S]: the r that took the row, -1 if none did (needed for a
 * gradient in x); fill [1, D] or none; table [T, D] or none; tableIndex i32 [R] or none (then at(r) = r mod T).
 * attrs, whole numbers, 1 if left out: fold; unfold; images I: index [R / I] and inverse [S / I] say how the rows of one
 * image move, and all images do alike.  outputs: y [R / fold, fold D]
 */
export const gatherRows = defineOp({
  name: 'gather-rows',
  outputs([x, index, inverse, fill, table, tableIndex], attrs) {
    const { fold, unfold, images } = gatherAttrs(attrs);
    const [sources, d] = unfolded(x!, unfold);
    const rows = index![0]! * images;
    invariant(sources % images === 0, `${sources} rows are not of ${images} images`);
    if (inverse !== null && inverse !== undefined) assertShape(inverse, [sources / images], 'inverse');
    if (fill !== null && fill !== undefined) assertShape(fill, [1, d], 'fill');
    if (table !== null && table !== undefined) assertShape(table, [null, d], 'table');
    if (tableIndex !== null && tableIndex !== undefined) assertShape(tableIndex, [rows], 'tableIndex');
    invariant(rows % fold === 0, `${rows} rows do not fold by ${fold}`);
    return [[rows / fold, d * fold]];
  },
  vjp({ inputs, attrs }, { graph, gradients: [dy], give, needs }) {
    const [x, index, inverse, fill, table, tableIndex = null] = inputs;
    const { fold, unfold, images } = gatherAttrs(attrs);
    if (needs(x)) {
      const back = { fold: unfold, unfold: fold, images };
      give(x, graph.add(gatherRows, [dy!, inverse!, index!, null, null, null], back)[0]!);
    }
    if (needs(fill))
      give(fill, graph.add(gatherRowsBackwardFill, [dy!, index!], { unfold: fold, images })[0]!);
    if (needs(table)) {
      const ofTable = { unfold: fold, tableRows: table.shape[0]! };
      give(table, graph.add(gatherRowsBackwardTable, [dy!, tableIndex], ofTable)[0]!);
    }
  },
  reference({ inputs: [x, index, , fill, table, tableIndex], outputs: [y], inputShapes, attrs }) {
    const { unfold, images } = gatherAttrs(attrs);
    const [sources, d] = unfolded(inputShapes[0]!, unfold);
    const [perImage = 0] = inputShapes[1]!;
    const tableRows = inputShapes[4]?.[0] ?? 1;
    for (let r = 0; r < perImage * images; r++) {
      const own = index![r % perImage]!;
      const source = own < 0 ? own : own + Math.floor(r / perImage) * (sources / images);
      const at = tableIndex ? tableIndex[r]! : r % tableRows;
      for (let c = 0; c < d; c++) {
        const moved = source >= 0 ? x![source * d + c]! : (fill?.[c] ?? 0);
        y![r * d + c] = moved + (table?.[at * d + c] ?? 0);
      }
    }
  },
});
