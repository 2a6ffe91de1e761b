/** @file Heads, as the form and the config know them. */

import { number } from '../../lib/params.ts';
import { defineHead, depth, heads, mlpRatio, width } from './model-kind.ts';

export const decoder = defineHead({
  label: 'MAE decoder',
  summary:
    'Transformer blocks over all patches, with mask tokens in the gaps, and a linear layer to the target.',
  source: 'MAE §3 "MAE decoder"; facebookresearch/mae@efb2a80 models_mae.py forward_decoder',
  params: {
    width: width({
      label: 'Decoder width',
      help: 'Numbers per token inside the decoder.',
      default: 48,
      advanced: true,
    }),
    depth: depth({
      label: 'Decoder depth',
      help: 'Transformer blocks in the decoder.',
      max: 12,
      default: 1,
      advanced: true,
    }),
    heads: heads({
      label: 'Decoder heads',
      help: 'Attention heads per decoder block; they share its width.',
      advanced: true,
    }),
    mlpRatio: mlpRatio({
      label: 'Decoder MLP ratio',
      help: 'Hidden width of the decoder’s MLP ÷ its width.',
    }),
  },
});

export const linear = defineHead({
  label: 'Linear',
  summary: 'One linear layer from each token to the numbers of its patch: SimMIM found nothing better.',
  source: 'SimMIM §3.3 "Prediction head"; microsoft/SimMIM@d3e29bc models/simmim.py',
  params: {},
});

export const mlp = defineHead({
  label: 'Two-layer MLP',
  summary: 'Two linear layers with a GELU between them.',
  source: 'SimMIM §4.1.2 and table 2',
  params: {
    width: number({
      label: 'Hidden width',
      help: 'Numbers between the two layers of the head.',
      min: 4,
      max: 4096,
      step: 4,
      whole: true,
      default: 96,
      effect: 'cold',
      advanced: true,
    }),
  },
});
