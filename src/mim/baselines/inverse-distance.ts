/** @file Fills hidden pixels with a mean of the visible patches' colours in which near patches count more. */

import { patchAt, patchColours, squareGrid, type Baseline } from './baseline.ts';

/**
 * The colour of a hidden pixel is Σ m/d² ÷ Σ 1/d² over all visible patches, where m is a patch's mean colour and d the
 * distance from the pixel's centre to the patch's centre.
 */
export const inverseDistance: Baseline = {
  label: 'Inverse distance',
  summary: 'A mean of the visible patches’ colours, each weighted by 1 ÷ distance².',
  source: 'Shepard 1968, "A two-dimensional interpolation function for irregularly-spaced data", power 2',
  fill(image, mask, patch) {
    const grid = squareGrid(image, mask, patch);
    const colours = patchColours(image, grid, patch);
    const visible = Array.from(mask, (_, i) => i).filter((i) => mask[i] === 0);
    const filled = Float32Array.from(image);
    const width = grid.cols * patch;
    for (let i = 0; i * 3 < filled.length; i++) {
      if (mask[patchAt(i, grid, patch)] === 0) continue;
      const row = (Math.floor(i / width) + 0.5) / patch - 0.5; // in patches, between patch centres
      const col = ((i % width) + 0.5) / patch - 0.5;
      const sum = [0, 0, 0];
      let weights = 0;
      for (const j of visible) {
        const weight = 1 / ((row - Math.floor(j / grid.cols)) ** 2 + (col - (j % grid.cols)) ** 2);
        weights += weight;
        for (let c = 0; c < 3; c++) sum[c]! += weight * colours[j * 3 + c]!;
      }
      for (let c = 0; c < 3; c++) filled[i * 3 + c] = sum[c]! / weights;
    }
    return filled;
  },
};
