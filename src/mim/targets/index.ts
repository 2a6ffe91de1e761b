/** @file What the model is asked to predict for a patch. Adding a target: a line here and its graph in model/targets. */

export interface Target {
  readonly label: string;
  readonly summary: string;
  readonly source: string;
}

const pixels: Target = {
  label: 'Pixels',
  summary: 'The patch itself, in mean/deviation-normalised RGB.',
  source: 'MAE §3 "Reconstruction target"; facebookresearch/mae@efb2a80 models_mae.py forward_loss',
};

const normalizedPixels: Target = {
  label: 'Pixels, normalised per patch',
  summary:
    'Each patch shifted to mean 0 and scaled to variance 1 (unbiased), so that shape counts and brightness does not.',
  source: 'MAE §4.1 "Reconstruction target"; facebookresearch/mae@efb2a80 models_mae.py norm_pix_loss',
};

export const TARGETS = { pixels, 'normalized-pixels': normalizedPixels } as const;
export type TargetId = keyof typeof TARGETS;
