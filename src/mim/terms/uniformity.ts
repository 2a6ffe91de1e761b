/** @file U-MAE's uniformity. */

import { number } from '../../lib/params.ts';
import { defineTerm } from './term.ts';

export const uniformity = defineTerm({
  label: 'Uniformity (U-MAE)',
  summary: 'Features of different images should not point the same way: a penalty against collapse.',
  formula:
    'L = mean over pairs of (zᵢ · zⱼ)², z the class token (or the mean of visible patches) at length 1',
  source: 'Zhang et al. 2022 (U-MAE), λ 0.01; zhangq327/U-MAE@6a5b6dc loss_func.py uniformity_loss',
  params: {
    weight: number({
      label: 'λ of the uniformity',
      help: 'What the uniformity counts beside the reconstruction; 0 leaves it out. U-MAE uses 0.01.',
      min: 0,
      max: 10,
      step: 0.01,
      default: 0,
      effect: 'cold',
    }),
  },
  needsValues: false,
  curve: 'uniformity',
});
