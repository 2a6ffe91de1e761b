/** @file Random masking: hides patches independently of their neighbours. */

import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';
import { hiddenByRatio, hideAny } from './uniform.ts';

export const random = defineMask({
  label: 'Random',
  summary: 'Hides patches independently of one another.',
  formula: 'H = N − ⌊N (1 − r)⌋',
  source: 'MAE §3 "Masking"; facebookresearch/mae@efb2a80 models_mae.py random_masking',
  params: { ratio: ratioParam(0.75) },
  hiddenCount: (grid, { ratio }) => hiddenByRatio(grid, ratio),
  sample: (grid, { ratio }, rng) => hideAny(grid, hiddenByRatio(grid, ratio), rng),
  law: (grid, { ratio }) => ({ kind: 'uniform', unit: 1, hidden: hiddenByRatio(grid, ratio) }),
});
