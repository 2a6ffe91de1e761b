/** @file Document 003's contrastive loss between reconstructed and original patches. */

import { choice, number } from '../../lib/params.ts';
import { defineTerm } from './term.ts';

export const contrast = defineTerm({
  label: 'Patch contrast',
  summary:
    'Each reconstructed hidden patch must be more like its original than like other patches. MAE itself has no such loss.',
  formula:
    'L = −log exp(cos(x̂ᵢ, xᵢ) / τ) / Σⱼ exp(cos(x̂ᵢ, xⱼ) / τ), the mean over hidden patches i; total = L_rec + λ L',
  source: 'Document 003 §4.2 and §4.3, which takes it for a part of MAE; InfoNCE of van den Oord et al. 2018',
  params: {
    weight: number({
      label: 'λ of the patch contrast',
      help: 'What the contrast between patches counts beside the reconstruction; 0 leaves it out.',
      min: 0,
      max: 10,
      step: 0.01,
      default: 0,
      effect: 'cold',
    }),
    temperature: number({
      label: 'τ of the patch contrast',
      help: 'Small: only the most similar wrong patches matter. Large: all of them.',
      min: 0.01,
      max: 10,
      step: 0.01,
      default: 0.1,
      log: true,
      effect: 'cold',
      advanced: true,
    }),
    negatives: choice({
      label: 'Other patches of',
      help: 'Flat or repeated patches (sky, a wall) are as like the original as the original is: they count as wrong all the same. Such false negatives are more frequent within one image.',
      options: ['image', 'batch'],
      optionLabels: { image: 'the image', batch: 'the batch' },
      default: 'image',
      effect: 'cold',
      advanced: true,
    }),
  },
  needsValues: true,
  curve: 'contrast',
});
