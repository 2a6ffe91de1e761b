/** @file SimMIM with a vision transformer, as the form and the config know it. */

import { choice, number } from '../../lib/params.ts';
import { defineModel, depth, dropPath, epsilon, heads, mlpRatio, patch, width } from './model-kind.ts';

export const simmimVit = defineModel({
  label: 'SimMIM ViT',
  summary:
    'A vision transformer sees all patches, with a mask token in the place of each that is hidden; one linear layer predicts.',
  source:
    'Xie et al., arXiv 2111.09886; microsoft/SimMIM@d3e29bc models/simmim.py, models/vision_transformer.py',
  params: {
    patch: patch(),
    width: width(),
    depth: depth(),
    heads: heads(),
    positions: choice({
      label: 'Positions',
      help: 'A table that learns with the rest, or fixed sines and cosines.',
      options: ['learned', 'sincos'],
      optionLabels: { learned: 'learnable', sincos: 'sine-cosine' },
      default: 'learned',
      effect: 'cold',
      advanced: true,
    }),
    layerScale: number({
      label: 'Layer scale',
      help: 'What each branch is multiplied by at the start; the factors learn. 0 leaves them out.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0,
      zero: 'off',
      effect: 'cold',
      advanced: true,
    }),
    dropPath: dropPath(),
    mlpRatio: mlpRatio(),
    epsilon: epsilon(),
  },
  companions: { head: 'linear', target: 'pixels', loss: 'l1', mask: 'cells' },
});
