/** @file Where each preset is from, and what of that is not so here. Apart from the values: only the chooser shows it. */

import type { PresetId } from './presets.ts';

export interface PresetNotes {
  readonly source: string;
  /** What of the source is not so here, in one sentence. */
  readonly differs: string;
  /** `extra` are losses that MAE does not have. */
  readonly group: 'mae' | 'extra' | 'simmim' | 'ablation';
}

/** What the chooser calls the groups, in its order. */
export const PRESET_GROUPS: Readonly<Record<PresetNotes['group'], string>> = {
  mae: 'Masked autoencoders',
  simmim: 'SimMIM',
  extra: 'MAE with a further loss',
  ablation: 'As in the ablations',
};

const MAE_PAPER = 'He et al. 2021, arXiv 2111.06377';
const SIMMIM_PAPER = 'Xie et al. 2021, arXiv 2111.09886';
const MAE_DIFFERS =
  'A tenth of a million to a million weights instead of 100 million, 64 px in place of 224, patches of 8 px, a larger learning rate, and no end to the run.';
const SIMMIM_DIFFERS =
  'Some hundred thousand weights instead of 90 million, 64 px in place of 192, and mask units of 8 px, which is about the same share of the side as the paper’s AvgDist.';

export const PRESET_NOTES: Readonly<Record<PresetId, PresetNotes>> = {
  'mae-xs': {
    source: MAE_PAPER,
    differs: MAE_DIFFERS,
    group: 'mae',
  },
  'mae-s': {
    source: MAE_PAPER,
    differs: MAE_DIFFERS,
    group: 'mae',
  },
  'mae-m': {
    source: MAE_PAPER,
    differs: MAE_DIFFERS,
    group: 'mae',
  },
  'mae-s-norm-pix': {
    source: `${MAE_PAPER}, §4.1 "Reconstruction target"`,
    differs: MAE_DIFFERS,
    group: 'mae',
  },
  'simmim-vit': {
    source: SIMMIM_PAPER,
    differs:
      'Some hundred thousand weights instead of 90 million, 64 px in place of 192, and mask units of 8 px, which is about the same share of the side as the paper’s AvgDist. Positions are a learnable table, as in transformers; the paper’s ViT has relative ones, layer scale and drop path, which can be switched on.',
    group: 'simmim',
  },
  'simmim-swin': {
    source: SIMMIM_PAPER,
    differs:
      'Some hundred thousand weights instead of 90 million, 64 px in place of 192, and mask units of 8 px, which is about the same share of the side as the paper’s AvgDist. Two stages instead of four.',
    group: 'simmim',
  },
  'mae-contrast': {
    source: 'Document 003; MAE itself has no such loss',
    differs:
      'λ 0.1 and τ 0.1 are ours: the document names no values. Patches that look alike count as wrong all the same.',
    group: 'extra',
  },
  'mae-information': {
    source: 'Document 000, with its τ 0.1 and α 0.5',
    differs:
      'The document’s estimate lacks the log of the batch; here it is log(batch) − L. Its loss raises a bound, not the information.',
    group: 'extra',
  },
  'u-mae': {
    source: 'Zhang et al. 2022, U-MAE, λ 0.01',
    differs: MAE_DIFFERS,
    group: 'extra',
  },
  'mae-mask-tokens': {
    source: `${MAE_PAPER}, table 1c`,
    differs: MAE_DIFFERS,
    group: 'ablation',
  },
  'mae-pca': {
    source: `${MAE_PAPER}, table 1d`,
    differs: 'The components are those of your own images.',
    group: 'ablation',
  },
  'simmim-classes': {
    source: `${SIMMIM_PAPER}, table of prediction targets`,
    differs: SIMMIM_DIFFERS,
    group: 'ablation',
  },
  'simmim-heavy-head': {
    source: `${SIMMIM_PAPER}, table of prediction heads`,
    differs: 'The head’s blocks are scaled to the encoder.',
    group: 'ablation',
  },
};
