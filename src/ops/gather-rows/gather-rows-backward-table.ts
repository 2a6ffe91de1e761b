/** @file The gradient of a table that was added to rows, such as learnable positions: sums of the rows that took each. */

import { defineOp } from '../../graph/op.ts';
import { assertShape, invariant } from '../../lib/assert.ts';

/**
 * dtable[t] = Σ_{r: at(r) = t} dy[r], R rows of D, in ascending r.
 * inputs: dy [R / unfold, unfold D]; tableIndex i32 [R] or none (then at(r) = r mod T).
 * attrs: tableRows T; unfold, 1 if left out.  outputs: dtable [T, D]
 */
export const gatherRowsBackwardTable = defineOp({
  name: 'gather-rows-backward-table',
  outputs([dy, tableIndex], { tableRows, unfold = 1 }) {
    const k = unfold as number;
    const rows = dy![0]! * k;
    if (tableIndex !== null && tableIndex !== undefined) assertShape(tableIndex, [rows], 'tableIndex');
    else invariant(rows % (tableRows as number) === 0, `${rows} rows are no multiple of the table's`);
    return [[tableRows as number, dy![1]! / k]];
  },
  reference({ inputs: [dy, tableIndex], outputs: [dtable], outputShapes }) {
    const [tableRows = 0, d = 0] = outputShapes[0]!;
    const rows = dy!.length / d;
    dtable!.fill(0);
    for (let r = 0; r < rows; r++) {
      const at = tableIndex ? tableIndex[r]! : r % tableRows;
      for (let c = 0; c < d; c++) dtable![at * d + c] = dtable![at * d + c]! + dy![r * d + c]!;
    }
  },
});
