/** @file What config.json of transformers' SimMIM models says, in our terms. */

import * as v from 'valibot';
import type { SimmimSwinDescription, SimmimVitDescription } from '../simmim/description.ts';
import { checkFixed, count, counts, epsilon, flag, given, square } from './config-fields.ts';
import { parseJson } from './json.ts';

const ADVICE = {
  hint: 'Use a SimMIM model for RGB images, with exact GELU and without absolute positions in a Swin.',
};

const VIT = v.object({
  model_type: v.optional(v.string()),
  image_size: square,
  patch_size: square,
  num_channels: count,
  hidden_size: count,
  num_hidden_layers: count,
  num_attention_heads: count,
  intermediate_size: count,
  hidden_act: v.optional(v.string()),
  qkv_bias: flag,
  layer_norm_eps: epsilon,
  encoder_stride: count,
});
const VIT_FIXED = { model_type: 'vit', num_channels: 3, hidden_act: 'gelu', qkv_bias: true } as const;

/** Source: transformers@v5.18.0 models/vit/configuration_vit.py */
const VIT_DEFAULTS: SimmimVitDescription = {
  imageSide: 224,
  patch: 16,
  width: 768,
  depth: 12,
  heads: 12,
  mlpWidth: 3072,
  epsilon: 1e-12,
  stride: 16,
};

/** Throws `bad-file`. */
export function parseVitConfig(text: string): SimmimVitDescription {
  const config = parseJson('config.json', text, VIT);
  checkFixed(config, VIT_FIXED, ADVICE);
  const fields = given<SimmimVitDescription>({
    imageSide: config.image_size,
    patch: config.patch_size,
    width: config.hidden_size,
    depth: config.num_hidden_layers,
    heads: config.num_attention_heads,
    mlpWidth: config.intermediate_size,
    epsilon: config.layer_norm_eps,
    stride: config.encoder_stride,
  });
  return { ...VIT_DEFAULTS, ...fields };
}

const SWIN = v.object({
  model_type: v.optional(v.string()),
  image_size: square,
  patch_size: square,
  num_channels: count,
  embed_dim: count,
  depths: counts,
  num_heads: counts,
  window_size: count,
  mlp_ratio: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(16))),
  hidden_act: v.optional(v.string()),
  qkv_bias: flag,
  use_absolute_embeddings: flag,
  layer_norm_eps: epsilon,
  encoder_stride: count,
});
const SWIN_FIXED = {
  model_type: 'swin',
  num_channels: 3,
  hidden_act: 'gelu',
  qkv_bias: true,
  use_absolute_embeddings: false,
} as const;

/** Source: transformers@v5.18.0 models/swin/configuration_swin.py */
const SWIN_DEFAULTS: SimmimSwinDescription = {
  imageSide: 224,
  patch: 4,
  width: 96,
  depths: [2, 2, 6, 2],
  heads: [3, 6, 12, 24],
  window: 7,
  mlpRatio: 4,
  epsilon: 1e-5,
  stride: 32,
};

/** Throws `bad-file`. */
export function parseSwinConfig(text: string): SimmimSwinDescription {
  const config = parseJson('config.json', text, SWIN);
  checkFixed(config, SWIN_FIXED, ADVICE);
  const fields = given<SimmimSwinDescription>({
    imageSide: config.image_size,
    patch: config.patch_size,
    width: config.embed_dim,
    depths: config.depths,
    heads: config.num_heads,
    window: config.window_size,
    mlpRatio: config.mlp_ratio,
    epsilon: config.layer_norm_eps,
    stride: config.encoder_stride,
  });
  return { ...SWIN_DEFAULTS, ...fields };
}
