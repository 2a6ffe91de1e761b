/** @file Models and heads, as the form and the config know them; `model` builds their graphs. */

import { decoder, linear, mlp } from './heads.ts';
import { inverseSwinB, inverseSwinT } from './inverse-swin.ts';
import { mae } from './mae.ts';
import { simmimSwin } from './simmim-swin.ts';
import { simmimVit } from './simmim-vit.ts';

export const MODELS = { mae, 'simmim-vit': simmimVit, 'simmim-swin': simmimSwin } as const;
export type ModelId = keyof typeof MODELS;
export const HEADS = {
  decoder,
  linear,
  mlp,
  'inverse-swin-t': inverseSwinT,
  'inverse-swin-b': inverseSwinB,
} as const;
export type HeadId = keyof typeof HEADS;
