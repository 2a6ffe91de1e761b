/** @file Named whole configs, each with its source. Complete values, not layers of partial ones. */

import { defaultsOf } from '../lib/params.ts';
import { LOSSES } from '../mim/losses/index.ts';
import { defaultMask } from '../mim/masks/index.ts';
import { HEADS, MODELS } from '../mim/models/index.ts';
import { OPTIMIZERS } from '../mim/optimizers/index.ts';
import { SCHEDULES } from '../mim/schedules/index.ts';
import { SOURCES } from '../mim/sources/index.ts';
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
  readonly source: string;
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
      augment: { crop: true, flip: true },
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

const source = 'MAE (He et al. 2021), shrunk until a tab can train it';

export const PRESETS = {
  'mae-xs': {
    label: 'MAE XS',
    summary: 'About 0.1 million parameters: learns visibly on a phone.',
    source,
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
    source,
    config: mae('mae-s', { width: 96, depth: 3, heads: 3 }, { width: 48, depth: 1, heads: 3 }),
  },
  'mae-m': {
    label: 'MAE M',
    summary: 'About 1.3 million parameters: for a machine with a GPU. The shipped model has this size.',
    source,
    config: mae('mae-m', { width: 128, depth: 6, heads: 4 }, { width: 64, depth: 2, heads: 4 }),
  },
  'mae-s-norm-pix': {
    label: 'MAE S, normalised target',
    summary:
      'Predicts patches shifted to mean 0 and scaled to variance 1, which the paper found to help features.',
    source,
    config: mae(
      'mae-s-norm-pix',
      { width: 96, depth: 3, heads: 3 },
      { width: 48, depth: 1, heads: 3 },
      { target: { id: 'normalized-pixels' } },
    ),
  },
} as const satisfies Record<string, Preset>;

export type PresetId = keyof typeof PRESETS;
export const DEFAULT_PRESET: PresetId = 'mae-s';
