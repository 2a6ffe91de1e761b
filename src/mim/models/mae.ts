/** @file MAE, as the form and the config know it. */

import { choice } from '../../lib/params.ts';
import { defineModel, depth, epsilon, heads, mlpRatio, patch, width } from './model-kind.ts';

export const mae = defineModel({
  label: 'MAE',
  summary: 'A vision transformer sees the visible patches only; a small decoder fills in the rest.',
  source: 'He et al., arXiv 2111.06377; facebookresearch/mae@efb2a80 models_mae.py',
  params: {
    patch: patch(),
    width: width(),
    depth: depth(),
    heads: heads(),
    sees: choice({
      label: 'Encoder sees',
      help: 'With mask tokens in the gaps the encoder works on all patches: MAE’s paper found that slower, and worse.',
      options: ['visible', 'all'],
      optionLabels: { visible: 'visible patches', all: 'mask tokens too' },
      default: 'visible',
      effect: 'cold',
      advanced: true,
    }),
    mlpRatio: mlpRatio(),
    epsilon: epsilon(),
  },
  companions: { head: 'decoder', target: 'pixels', loss: 'l2', mask: 'random' },
});
