/** @file AvgDist of masks that hide any H of n cells, exactly: by the order of distances, without drawing a mask. */

import { patchCount, type Grid } from './grid.ts';

/**
 * Mean distance in pixels from a pixel to its j-th nearest other cell, [n - 1] for j = 1 … n - 1: over all pixels of a
 * grid of cells of `px` × `px` pixels. Distances are between pixel centres, to the cell's nearest pixel. Yields between
 * parts of the work.
 */
export function* nearestCells(grid: Grid, px: number): Generator<undefined, Float64Array> {
  const n = patchCount(grid);
  const sums = new Float64Array(Math.max(0, n - 1));
  let total = 0;
  const isSquare = grid.rows === grid.cols;
  // Mirror images and, in a square, the transposed picture have the same distances.
  for (let y = 0; y < px / 2; y++) {
    for (let x = isSquare ? y : 0; x < px / 2; x++) {
      const weight = mirrored(y, px) * mirrored(x, px) * (isSquare && x !== y ? 2 : 1);
      yield* addOffset(grid, px, y, x, weight, sums);
      total += weight;
    }
  }
  return sums.map((sum) => sum / (total * n));
}

const mirrored = (at: number, px: number): number => (2 * at === px - 1 ? 1 : 2);

/** Adds the ordered distances of the pixel at this offset in every cell. */
function* addOffset(
  grid: Grid,
  px: number,
  y: number,
  x: number,
  weight: number,
  sums: Float64Array,
): Generator<undefined> {
  const { rows, cols } = grid;
  const steps: { readonly down: number; readonly right: number; readonly distance: number }[] = [];
  for (let down = 1 - rows; down < rows; down++) {
    for (let right = 1 - cols; right < cols; right++) {
      if (down === 0 && right === 0) continue;
      steps.push({ down, right, distance: Math.hypot(gap(down, y, px), gap(right, x, px)) });
    }
  }
  steps.sort((a, b) => a.distance - b.distance);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      let j = 0;
      for (const { down, right, distance } of steps) {
        if (row + down < 0 || row + down >= rows || col + right < 0 || col + right >= cols) continue;
        sums[j++]! += weight * distance;
      }
    }
    yield undefined;
  }
}

/** Pixels along one axis from `at` in its cell to the nearest pixel of the cell `cells` away. */
function gap(cells: number, at: number, px: number): number {
  if (cells === 0) return 0;
  return cells > 0 ? cells * px - at : at - (cells * px + px - 1);
}

/**
 * Expected AvgDist where any `hidden` of the cells are hidden: the j-th nearest cell is the nearest visible one with
 * probability (h/m) ((h-1)/(m-1)) … v/(m-j+1), of the m = n - 1 other cells h hidden and v visible. Null where none is.
 */
export function uniformAvgDist(nearest: Float64Array, hidden: number): number | null {
  const others = nearest.length;
  const visible = others + 1 - hidden;
  if (hidden === 0) return 0;
  if (visible === 0) return null;
  let none = 1;
  let sum = 0;
  for (let j = 0; j < others && none > 0; j++) {
    const first = visible / (others - j);
    sum += none * first * nearest[j]!;
    none *= 1 - first;
  }
  return sum;
}
