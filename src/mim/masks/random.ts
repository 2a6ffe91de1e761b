/** @file Random masking: hides patches independently of their neighbours. */

import { number } from '../../lib/params.ts';
import { shuffle } from '../../lib/rng.ts';
import { keptByRatio, patchCount, visibleMask } from '../grid.ts';
import { defineMask } from './mask.ts';

export const random = defineMask({
  label: 'Random',
  summary: 'Hides patches independently of one another.',
  source: 'MAE §3 "Masking"; facebookresearch/mae@efb2a80 models_mae.py random_masking',
  params: {
    ratio: number({
      label: 'Mask ratio',
      help: 'The share of patches that is hidden. MAE found 75 % best: neighbours alone no longer give the answer away.',
      min: 0,
      max: 0.95,
      step: 0.01,
      default: 0.75,
    }),
  },
  hiddenCount: (grid, { ratio }) => patchCount(grid) - keptByRatio(patchCount(grid), ratio),
  sample(grid, { ratio }, rng) {
    const n = patchCount(grid);
    const mask = visibleMask(grid);
    for (const i of shuffle(n, rng).subarray(keptByRatio(n, ratio))) mask[i] = 1;
    return mask;
  },
});
