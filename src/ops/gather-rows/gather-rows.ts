/**
 * @file Moves rows: MAE's keep and restore, mask tokens, the class token, position tables, and the inverse of all that.
 *
 *   y[r] = (index[r] ≥ 0 ? x[index[r]] : fill or 0) + (table ? table[at(r)] : 0)
 *
 * No source row is taken twice, so the derivative is a gather by the inverse: no atomics, the same bits each time.
 */

import { assertShape } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';
import { gatherRowsBackwardFill } from './gather-rows-backward-fill.ts';

/**
 * inputs: x [S, D]; index i32 [R], -1 = fill; inverse i32 [S]: the r that took the row, -1 if none did (needed for a
 * gradient in x); fill [1, D] or none; table [T, D] or none; tableIndex i32 [R] or none (then at(r) = r mod T).
 * outputs: y [R, D]. A table has no gradient.
 */
export const gatherRows = defineOp({
  name: 'gather-rows',
  outputs([x, index, inverse, fill, table, tableIndex]) {
    const [sources = 0, d = 0] = x!;
    const [rows = 0] = index!;
    if (inverse !== null && inverse !== undefined) assertShape(inverse, [sources], 'inverse');
    if (fill !== null && fill !== undefined) assertShape(fill, [1, d], 'fill');
    if (table !== null && table !== undefined) assertShape(table, [null, d], 'table');
    if (tableIndex !== null && tableIndex !== undefined) assertShape(tableIndex, [rows], 'tableIndex');
    return [[rows, d]];
  },
  vjp({ inputs: [x, index, inverse, fill] }, { graph, gradients: [dy], give, needs }) {
    if (needs(x)) give(x, graph.add(gatherRows, [dy!, inverse!, index!, null, null, null])[0]!);
    if (needs(fill)) give(fill, graph.add(gatherRowsBackwardFill, [dy!, index!])[0]!);
  },
  reference({ inputs: [x, index, , fill, table, tableIndex], outputs: [y], inputShapes, outputShapes }) {
    const [rows = 0, d = 0] = outputShapes[0]!;
    const tableRows = inputShapes[4]?.[0] ?? 1;
    for (let r = 0; r < rows; r++) {
      const source = index![r]!;
      const at = tableIndex ? tableIndex[r]! : r % tableRows;
      for (let c = 0; c < d; c++) {
        const moved = source >= 0 ? x![source * d + c]! : (fill?.[c] ?? 0);
        y![r * d + c] = moved + (table?.[at * d + c] ?? 0);
      }
    }
  },
});
