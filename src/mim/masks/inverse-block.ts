/** @file Inverse block masking: keeps a few small squares visible and hides the rest, as data2vec 2.0 does. */

import { number } from '../../lib/params.ts';
import { equalizeCount, maskFrom, patchCount, visibleMask } from '../grid.ts';
import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';
import { hiddenByRatio } from './uniform.ts';

/** Squares are drawn for this much more than is to be kept, because they overlap. */
const ADJUST = 0.07;

export const inverseBlock = defineMask({
  label: 'Inverse blocks',
  summary: 'Keeps a few small squares visible and hides everything else.',
  formula: 'k = max(1, ⌊N (1 − r + 0.07) / b²⌋),  M = 1 − ⋃ₖ □(b × b)',
  source:
    'data2vec 2.0 §3 "Inverse block masking"; fairseq’s compute_block_mask_2d, as kept in cwx-worst-one/EAT@06c1c34 utils/data_utils.py',
  differs:
    'MAE’s rounding; at least one square. As there, single patches are then revealed or hidden at random until the count is exact.',
  params: {
    ratio: ratioParam(0.8),
    side: number({
      label: 'Side of a square',
      help: 'The side of the squares that stay visible.',
      unit: 'patches',
      min: 1,
      max: 8,
      step: 1,
      whole: true,
      default: 3,
      effect: 'hot',
    }),
  },
  hiddenCount: (grid, { ratio }) => hiddenByRatio(grid, ratio),
  sample(grid, { ratio, side }, rng) {
    const hidden = hiddenByRatio(grid, ratio);
    if (hidden === 0) return visibleMask(grid);
    const n = patchCount(grid);
    const kept = visibleMask(grid); // 1 = kept until the end
    const squares = Math.max(1, Math.trunc((n * (1 - ratio + ADJUST)) / side ** 2));
    for (let k = 0; k < squares; k++) {
      const centre = rng.int(n);
      const top = Math.floor(centre / grid.cols) - Math.floor(side / 2);
      const left = (centre % grid.cols) - Math.floor(side / 2);
      for (let i = 0; i < side * side; i++) {
        // Clamped and not cut off, as in the source.
        const row = Math.min(grid.rows - 1, Math.max(0, top + Math.floor(i / side)));
        const col = Math.min(grid.cols - 1, Math.max(0, left + (i % side)));
        kept[row * grid.cols + col] = 1;
      }
    }
    return maskFrom(equalizeCount(kept, n - hidden, rng).map((bit) => 1 - bit));
  },
});
