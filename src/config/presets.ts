/** @file Named whole configs; `preset-notes.ts` says where each is from. Complete values, not layers of partial ones. */

import { defaultsOf } from '../lib/params.ts';
import { LOSSES } from '../mim/losses/index.ts';
import { defaultMask } from '../mim/masks/index.ts';
import { HEADS, MODELS } from '../mim/models/index.ts';
import { OPTIMIZERS } from '../mim/optimizers/index.ts';
import { SCHEDULES } from '../mim/schedules/index.ts';
import { SOURCES } from '../mim/sources/index.ts';
import { TARGETS } from '../mim/targets/index.ts';
import { TERMS, type TermChoices } from '../mim/terms/index.ts';
import type { RunConfig } from './run-config.ts';

/** ImageNet's channel means and deviations, of RGB in 0..1. Source: torchvision's reference training. */
export const IMAGENET_MEAN = [0.485, 0.456, 0.406] as const;
export const IMAGENET_DEVIATION = [0.229, 0.224, 0.225] as const;

/** Nothing is added to the reconstruction loss. */
export const NO_TERMS: TermChoices = {
  contrast: defaultsOf(TERMS.contrast.params),
  mutual: defaultsOf(TERMS.mutual.params),
  uniformity: defaultsOf(TERMS.uniformity.params),
};

export interface Preset {
  readonly label: string;
  readonly summary: string;
  readonly config: RunConfig;
}

function mae(preset: string, encoder: Size, head: Size, rest: Partial<RunConfig> = {}): RunConfig {
  return {
    version: 1,
    preset,
    seed: 2,
    data: {
      source: 'photos',
      patterns: defaultsOf(SOURCES.patterns.params),
      side: 64,
      fit: 'crop',
      augment: { crop: true, flip: true, colour: false },
      mean: IMAGENET_MEAN,
      deviation: IMAGENET_DEVIATION,
    },
    mask: defaultMask('random'),
    model: { id: 'mae', ...defaultsOf(MODELS.mae.params), ...encoder },
    head: { id: 'decoder', ...defaultsOf(HEADS.decoder.params), ...head },
    target: { id: 'pixels' },
    loss: { id: 'l2', ...defaultsOf(LOSSES.l2.params) },
    terms: NO_TERMS,
    optimizer: { id: 'adamw', ...defaultsOf(OPTIMIZERS.adamw.params) },
    schedule: { id: 'constant', ...defaultsOf(SCHEDULES.constant.params) },
    batch: 32,
    steps: 0,
    average: 0,
    useAverage: false,
    ...rest,
  };
}
type Size = { readonly width: number; readonly depth: number; readonly heads: number };

const S = { width: 96, depth: 3, heads: 3 } as const;
const S_HEAD = { width: 48, depth: 1, heads: 3 } as const;

const maeS = (preset: string, rest: Partial<RunConfig>): RunConfig => mae(preset, S, S_HEAD, rest);

type SimmimModel = Extract<RunConfig['model'], { readonly id: `simmim-${string}` }>;

/** AdamW with β₂ .999 and gradients clipped at 5, as SimMIM's ablation has it. */
function simmim(
  preset: string,
  model: SimmimModel,
  unit: Extract<RunConfig['mask'], { readonly id: 'cells' }>['unit'],
  rest: Partial<RunConfig> = {},
): RunConfig {
  return maeS(preset, {
    model,
    head: { id: 'linear' },
    mask: { ...defaultMask('cells'), unit },
    loss: { id: 'l1', ...defaultsOf(LOSSES.l1.params) },
    optimizer: { id: 'adamw', ...defaultsOf(OPTIMIZERS.adamw.params), beta2: 0.999, clip: 5 },
    ...rest,
  });
}

const vit = { id: 'simmim-vit', ...defaultsOf(MODELS['simmim-vit'].params), ...S } as const;
const swin = { id: 'simmim-swin', ...defaultsOf(MODELS['simmim-swin'].params) } as const;

const withTerm = (terms: Partial<TermChoices>): Partial<RunConfig> => ({ terms: { ...NO_TERMS, ...terms } });

export const PRESETS = {
  'mae-xs': {
    label: 'MAE XS',
    summary: 'About 0.1 million parameters: learns visibly on a phone.',
    config: mae(
      'mae-xs',
      { width: 48, depth: 3, heads: 3 },
      { width: 32, depth: 1, heads: 2 },
      { batch: 16 },
    ),
  },
  'mae-s': {
    label: 'MAE S',
    summary: 'About 0.4 million parameters: for a laptop.',
    config: maeS('mae-s', {}),
  },
  'mae-m': {
    label: 'MAE M',
    summary: 'About 1.3 million parameters: for a machine with a GPU. The shipped model has this size.',
    config: mae('mae-m', { width: 128, depth: 6, heads: 4 }, { width: 64, depth: 2, heads: 4 }),
  },
  'mae-s-norm-pix': {
    label: 'MAE S, normalised target',
    summary:
      'Predicts patches shifted to mean 0 and scaled to variance 1, which the paper found to help features.',
    config: maeS('mae-s-norm-pix', { target: { id: 'normalized-pixels' } }),
  },
  'simmim-vit': {
    label: 'SimMIM ViT',
    summary:
      'All patches go in, hidden ones as mask tokens; a linear layer predicts raw pixels under an absolute error.',
    config: simmim('simmim-vit', vit, '1'),
  },
  'simmim-swin': {
    label: 'SimMIM Swin',
    summary:
      'Attention within windows that move, and stages that merge four tokens into one; the paper’s own choice.',
    config: simmim('simmim-swin', swin, '2'),
  },
  'mae-contrast': {
    label: 'MAE + patch contrast',
    summary: 'Each reconstructed patch must also be more like its original than like other patches.',
    config: maeS('mae-contrast', withTerm({ contrast: { ...NO_TERMS.contrast, weight: 0.1 } })),
  },
  'mae-information': {
    label: 'MI-MAE',
    summary:
      'The visible part’s embedding must find the hidden part’s among those of the batch, and the other way round.',
    config: maeS('mae-information', withTerm({ mutual: { ...NO_TERMS.mutual, weight: 0.5 } })),
  },
  'u-mae': {
    label: 'U-MAE',
    summary: 'A penalty keeps the features of different images from pointing the same way.',
    config: maeS('u-mae', withTerm({ uniformity: { weight: 0.01 } })),
  },
  'mae-mask-tokens': {
    label: 'MAE, mask tokens in the encoder',
    summary:
      'The encoder sees mask tokens in the gaps: dearer by the share of hidden patches, and worse features in the paper.',
    config: maeS('mae-mask-tokens', {
      model: { id: 'mae', ...defaultsOf(MODELS.mae.params), ...S, sees: 'all' },
    }),
  },
  'mae-pca': {
    label: 'MAE, principal components',
    summary: 'Predicts the leading components of each patch instead of its pixels: no better in the paper.',
    config: maeS('mae-pca', { target: { id: 'pca', ...defaultsOf(TARGETS.pca.params) } }),
  },
  'simmim-classes': {
    label: 'SimMIM, colour classes',
    summary:
      'Eight classes per channel and cross-entropy in the place of regression: about as good in the paper.',
    config: simmim('simmim-classes', vit, '1', {
      target: { id: 'color-bins', ...defaultsOf(TARGETS['color-bins'].params) },
      loss: { id: 'cross-entropy', ...defaultsOf(LOSSES['cross-entropy'].params) },
    }),
  },
  'simmim-heavy-head': {
    label: 'SimMIM, heavy head',
    summary: 'An inverse Swin predicts: a lower loss and worse features than the linear layer in the paper.',
    config: simmim('simmim-heavy-head', swin, '2', { head: { id: 'inverse-swin-t' } }),
  },
} as const satisfies Record<string, Preset>;

export type PresetId = keyof typeof PRESETS;
export const DEFAULT_PRESET: PresetId = 'mae-s';
