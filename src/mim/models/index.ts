/** @file Models and heads, as the form and the config know them; `model` builds their graphs. */

import { number, type Params } from '../../lib/params.ts';

export interface ModelKind<P extends Params = Params> {
  readonly label: string;
  readonly summary: string;
  readonly source: string;
  readonly params: P;
}
const defineModel = <const P extends Params>(model: ModelKind<P>): ModelKind<P> => model;

const mae = defineModel({
  label: 'MAE',
  summary: 'A vision transformer sees the visible patches only; a small decoder fills in the rest.',
  source: 'He et al., arXiv 2111.06377; facebookresearch/mae@efb2a80 models_mae.py',
  params: {
    patch: number({
      label: 'Patch',
      unit: 'px',
      min: 1,
      max: 64,
      step: 1,
      whole: true,
      default: 8,
      effect: 'cold',
    }),
    width: number({
      label: 'Width',
      help: 'Numbers per token inside the encoder.',
      min: 4,
      max: 1280,
      step: 4,
      whole: true,
      default: 96,
      effect: 'cold',
    }),
    depth: number({
      label: 'Depth',
      help: 'Transformer blocks in the encoder.',
      min: 0,
      max: 32,
      step: 1,
      whole: true,
      default: 3,
      effect: 'cold',
    }),
    heads: number({
      label: 'Heads',
      help: 'Attention heads per encoder block; they share the width.',
      min: 1,
      max: 32,
      step: 1,
      whole: true,
      default: 3,
      effect: 'cold',
    }),
    mlpRatio: number({
      label: 'MLP ratio',
      help: 'Hidden width of the MLP ÷ width.',
      min: 0.25,
      max: 8,
      step: 0.25,
      default: 4,
      effect: 'cold',
      advanced: true,
    }),
    epsilon: number({
      label: 'Layer-norm epsilon',
      min: 1e-12,
      max: 1e-3,
      step: 1e-7,
      default: 1e-6,
      log: true,
      effect: 'cold',
      advanced: true,
    }),
  },
});

const decoder = defineModel({
  label: 'MAE decoder',
  summary:
    'Transformer blocks over all patches, with mask tokens in the gaps, and a linear layer to the target.',
  source: 'MAE §3 "MAE decoder"; facebookresearch/mae@efb2a80 models_mae.py forward_decoder',
  params: {
    width: number({
      label: 'Decoder width',
      min: 4,
      max: 1280,
      step: 4,
      whole: true,
      default: 48,
      effect: 'cold',
      advanced: true,
    }),
    depth: number({
      label: 'Decoder depth',
      min: 0,
      max: 12,
      step: 1,
      whole: true,
      default: 1,
      effect: 'cold',
      advanced: true,
    }),
    heads: number({
      label: 'Decoder heads',
      min: 1,
      max: 32,
      step: 1,
      whole: true,
      default: 3,
      effect: 'cold',
      advanced: true,
    }),
    mlpRatio: number({
      label: 'Decoder MLP ratio',
      min: 0.25,
      max: 8,
      step: 0.25,
      default: 4,
      effect: 'cold',
      advanced: true,
    }),
  },
});

export const MODELS = { mae } as const;
export type ModelId = keyof typeof MODELS;
export const HEADS = { decoder } as const;
export type HeadId = keyof typeof HEADS;
