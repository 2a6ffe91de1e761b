/** @file Fills every hidden pixel with the mean colour of the visible ones. */

import type { PatchMask } from '../grid.ts';
import { patchAt, patchColours, squareGrid, type Baseline } from './baseline.ts';

export const visibleMean: Baseline = {
  label: 'Visible mean',
  summary: 'The mean colour of the visible pixels, everywhere.',
  source: 'ours',
  fill(image, mask, patch) {
    const grid = squareGrid(image, mask, patch);
    const mean = meanColour(patchColours(image, grid, patch), mask);
    return Float32Array.from(image, (value, i) =>
      mask[patchAt(Math.floor(i / 3), grid, patch)] === 0 ? value : mean[i % 3]!,
    );
  },
};

/** colours: [N, 3]. The mean over the visible patches. */
export function meanColour(colours: Float64Array, mask: PatchMask): readonly [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  let visible = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] !== 0) continue;
    visible++;
    for (let c = 0; c < 3; c++) sum[c]! += colours[i * 3 + c]!;
  }
  return [sum[0] / visible, sum[1] / visible, sum[2] / visible];
}
