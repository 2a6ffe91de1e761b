/** @file The patch itself. */

import { patchLength } from '../patchify.ts';
import { defineTarget } from './target.ts';

export const pixels = defineTarget({
  label: 'Pixels',
  summary: 'The patch itself, in mean/deviation-normalised RGB.',
  formula: 'y = x',
  source: 'MAE §3 "Reconstruction target"; facebookresearch/mae@efb2a80 models_mae.py forward_loss',
  params: {},
  compares: 'values',
  columns: patchLength,
  pixelSide: (patch) => patch,
  decode: (predicted) => ({ shown: predicted, measured: predicted, shows: 'pixels' }),
});
