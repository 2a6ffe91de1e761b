/** @file What a baseline is: a way to fill in hidden patches that learns nothing. All are listed in `index.ts`. */

import { invariant } from '../../lib/assert.ts';
import { patchCount, type Grid, type PatchMask } from '../grid.ts';

export interface Baseline {
  /** English; the key of its translation, as is `summary`. */
  readonly label: string;
  readonly summary: string;
  readonly source: string;
  /**
   * image: [side, side, 3] of any range, whose hidden pixels are never read. Returns a copy with the hidden patches
   * filled in; visible pixels are untouched. At least one patch must be visible.
   */
  fill(image: ArrayLike<number>, mask: PatchMask, patch: number): Float32Array<ArrayBuffer>;
}

/** The square grid of a mask over an image of that many numbers. */
export function squareGrid(image: ArrayLike<number>, mask: PatchMask, patch: number): Grid {
  const side = Math.round(Math.sqrt(mask.length));
  const grid = { rows: side, cols: side };
  invariant(patchCount(grid) === mask.length, `a square image has no ${mask.length} patches`);
  invariant(image.length === mask.length * patch * patch * 3, `an image of ${image.length} numbers`);
  invariant(mask.includes(0), 'nothing is visible');
  return grid;
}

/** The mean colour of each patch, [N, 3]. */
export function patchColours(image: ArrayLike<number>, grid: Grid, patch: number): Float64Array<ArrayBuffer> {
  const colours = new Float64Array(patchCount(grid) * 3);
  const width = grid.cols * patch;
  for (let i = 0; i < width * grid.rows * patch; i++) {
    const at = patchAt(i, grid, patch) * 3;
    for (let c = 0; c < 3; c++) colours[at + c]! += image[i * 3 + c]! / (patch * patch);
  }
  return colours;
}

/** The patch of pixel `i` in row-major order. */
export const patchAt = (i: number, grid: Grid, patch: number): number => {
  const width = grid.cols * patch;
  return Math.floor(Math.floor(i / width) / patch) * grid.cols + Math.floor((i % width) / patch);
};
