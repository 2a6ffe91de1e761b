/** @file Block-wise masking: hides a few rectangles, as BEiT does. */

import { number } from '../../lib/params.ts';
import type { Rng } from '../../lib/rng.ts';
import { equalizeCount, hiddenCount, visibleMask, type Grid, type PatchMask } from '../grid.ts';
import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';
import { hiddenByRatio } from './uniform.ts';

const TRIES = 10;
const LOG_ASPECT = Math.log(0.3); // aspects from 0.3 to 1/0.3

export const block = defineMask({
  label: 'Blocks',
  summary: 'Hides a few rectangles: whole parts of things have to be made up.',
  formula: 'a ~ U(m, H − |M|),  ln(y / x) ~ U(ln 0.3, −ln 0.3),  |M| → H = N − ⌊N (1 − r)⌋',
  source: 'BEiT §2.3, algorithm 1; microsoft/unilm@2312c6f beit/masking_generator.py',
  differs:
    'A block may be as high or as wide as the picture. What ten tries cannot place is hidden patch by patch at random, so that the count is exact.',
  params: {
    ratio: ratioParam(0.75),
    smallest: number({
      label: 'Smallest block',
      help: 'The fewest patches that a rectangle is asked to cover.',
      unit: 'patches',
      min: 1,
      max: 64,
      step: 1,
      whole: true,
      default: 4,
      effect: 'hot',
    }),
  },
  hiddenCount: (grid, { ratio }) => hiddenByRatio(grid, ratio),
  sample(grid, values, rng) {
    const wanted = hiddenByRatio(grid, values.ratio);
    const mask = visibleMask(grid);
    let remaining = wanted;
    while (remaining > 0) {
      const placed = placeBlock(mask, grid, values.smallest, remaining, rng);
      if (placed === 0) break;
      remaining -= placed;
    }
    return equalizeCount(mask, wanted, rng);
  },
});

/**
 * Hides one rectangle that adds 1 to `most` hidden patches; returns how many it added, 0 after ten failed tries. Where
 * `most` is below `least` it must overlap hidden patches, as in BEiT.
 */
function placeBlock(mask: PatchMask, grid: Grid, least: number, most: number, rng: Rng): number {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const area = least + (most - least) * rng.next();
    const aspect = Math.exp(LOG_ASPECT * (1 - 2 * rng.next()));
    const height = Math.max(1, Math.round(Math.sqrt(area * aspect)));
    const width = Math.max(1, Math.round(Math.sqrt(area / aspect)));
    if (height > grid.rows || width > grid.cols) continue;
    const top = rng.int(grid.rows - height + 1);
    const left = rng.int(grid.cols - width + 1);
    const added = height * width - hiddenCount(rectangle(mask, grid, top, left, height, width));
    if (added === 0 || added > most) continue;
    for (let row = top; row < top + height; row++) {
      mask.fill(1, row * grid.cols + left, row * grid.cols + left + width);
    }
    return added;
  }
  return 0;
}

function rectangle(
  mask: PatchMask,
  grid: Grid,
  top: number,
  left: number,
  height: number,
  width: number,
): number[] {
  return Array.from({ length: height * width }, (_, i) => {
    const row = top + Math.floor(i / width);
    return mask[row * grid.cols + left + (i % width)]!;
  });
}
