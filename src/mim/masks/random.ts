/** @file Random masking: hides patches independently of their neighbours. */

import { shuffle } from '../../lib/rng.ts';
import { keptByRatio, patchCount, visibleMask } from '../grid.ts';
import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';

export const random = defineMask({
  label: 'Random',
  summary: 'Hides patches independently of one another.',
  source: 'MAE §3 "Masking"; facebookresearch/mae@efb2a80 models_mae.py random_masking',
  params: { ratio: ratioParam(0.75) },
  hiddenCount: (grid, { ratio }) => patchCount(grid) - keptByRatio(patchCount(grid), ratio),
  sample(grid, { ratio }, rng) {
    const n = patchCount(grid);
    const mask = visibleMask(grid);
    for (const i of shuffle(n, rng).subarray(keptByRatio(n, ratio))) mask[i] = 1;
    return mask;
  },
});
