/** @file MAE's normalised target: each patch in units of its own deviation. */

import { denormalizePatches } from '../norm-pix.ts';
import { paddedPatchLength, patchLength } from '../patchify.ts';
import { defineTarget } from './target.ts';

export const normalizedPixels = defineTarget({
  label: 'Pixels, normalised per patch',
  summary:
    'Each patch shifted to mean 0 and scaled to variance 1 (unbiased), so that shape counts and brightness does not.',
  formula: 'y = (x − mean(x)) / √(var(x) + 10⁻⁶), var over n − 1',
  source: 'MAE §4.1 "Reconstruction target"; facebookresearch/mae@efb2a80 models_mae.py norm_pix_loss',
  params: {},
  compares: 'values',
  columns: patchLength,
  pixelSide: (patch) => patch,
  decode(predicted, { truth, patch, trueStatistics }) {
    const measured = denormalizePatches(predicted, truth, patchLength(patch), paddedPatchLength(patch));
    return trueStatistics
      ? { shown: measured, measured, shows: 'true-statistics' }
      : { shown: predicted, measured, shows: 'normalized' };
  },
});
