/** @file Which of two groups of patches is taken for the object. */

import type { Grid } from '../grid.ts';
import type { Bipartition } from './bipartition.ts';

/** `peak` is TokenCut's rule; the paper's text names none; the other two are ours. */
export type ObjectRule = 'peak' | 'smaller' | 'inner';

/**
 * [n], 1 on the object. `peak`: the group with the largest |y₁|. `smaller`: the one with fewer patches. `inner`: the one
 * with the smaller share of its patches on the border of the grid. Equal groups: as `peak`.
 */
export function objectSide(
  { side }: Pick<Bipartition, 'side'>,
  grid: Grid,
  rule: ObjectRule,
): Uint8Array<ArrayBuffer> {
  const isSwapped = rule !== 'peak' && measure(side, 0, grid, rule) < measure(side, 1, grid, rule);
  return side.map((bit) => (isSwapped ? 1 - bit : bit));
}

function measure(side: Uint8Array, group: number, { rows, cols }: Grid, rule: ObjectRule): number {
  let size = 0;
  let border = 0;
  for (let i = 0; i < side.length; i++) {
    if (side[i] !== group) continue;
    const row = Math.floor(i / cols);
    const col = i % cols;
    size++;
    if (row === 0 || col === 0 || row === rows - 1 || col === cols - 1) border++;
  }
  return rule === 'smaller' ? size : border / size;
}
