/** @file Pictures as one number per patch, which is what a Gaussian field is fitted to. */

import { patchCount, type Grid } from '../grid.ts';

/**
 * Mean brightness of each patch in 0..1, [N]: over its pixels and their three colours. rgba: bytes [side, side, 4], with a
 * side that is a multiple of the grid's rows and columns.
 */
export function patchMeans(rgba: ArrayLike<number>, side: number, grid: Grid): Float64Array<ArrayBuffer> {
  const [height, width] = [side / grid.rows, side / grid.cols];
  const unit = 1 / (255 * 3 * height * width);
  const means = new Float64Array(patchCount(grid));
  for (let y = 0; y < side; y++) {
    const row = Math.floor(y / height) * grid.cols;
    for (let x = 0; x < side; x++) {
      const at = 4 * (y * side + x);
      means[row + Math.floor(x / width)]! += unit * (rgba[at]! + rgba[at + 1]! + rgba[at + 2]!);
    }
  }
  return means;
}
