/** @file What config.json and preprocessor_config.json of a ViTMAE say, in our terms. */

import * as v from 'valibot';
import type { MaeDescription } from '../mae/description.ts';
import { checkFixed, count, epsilon, flag, given, square } from './config-fields.ts';
import { parseJson } from './json.ts';

const triple = v.optional(v.pipe(v.array(v.pipe(v.number(), v.finite())), v.length(3)));
const CONFIG = v.object({
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
  decoder_hidden_size: count,
  decoder_num_hidden_layers: count,
  decoder_num_attention_heads: count,
  decoder_intermediate_size: count,
  mask_ratio: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  norm_pix_loss: flag,
});

/** What this engine computes; any other value in config.json is a different model. */
const FIXED = { model_type: 'vit_mae', num_channels: 3, hidden_act: 'gelu', qkv_bias: true } as const;

/** Source: transformers@v5.18.0 models/vit_mae/configuration_vit_mae.py; `epsilon` there is 1e-12, MAE's own is 1e-6. */
export const TRANSFORMERS_DEFAULTS: MaeDescription = {
  imageSide: 224,
  patch: 16,
  width: 768,
  depth: 12,
  heads: 12,
  mlpWidth: 3072,
  decoderWidth: 512,
  decoderDepth: 8,
  decoderHeads: 16,
  decoderMlpWidth: 2048,
  epsilon: 1e-12,
  maskRatio: 0.75,
  normPix: false,
};

/** The fields that the text has; the rest is for the caller to fill in. Throws `bad-file`. */
export function parseConfig(text: string): Partial<MaeDescription> {
  const config = parseJson('config.json', text, CONFIG);
  checkFixed(config, FIXED, {
    hint: 'Use the weights of a ViTMAE model for RGB images with exact GELU.',
  });
  return given<MaeDescription>({
    imageSide: config.image_size,
    patch: config.patch_size,
    width: config.hidden_size,
    depth: config.num_hidden_layers,
    heads: config.num_attention_heads,
    mlpWidth: config.intermediate_size,
    decoderWidth: config.decoder_hidden_size,
    decoderDepth: config.decoder_num_hidden_layers,
    decoderHeads: config.decoder_num_attention_heads,
    decoderMlpWidth: config.decoder_intermediate_size,
    epsilon: config.layer_norm_eps,
    maskRatio: config.mask_ratio,
    normPix: config.norm_pix_loss,
  });
}

const PREPROCESSOR = v.object({
  do_normalize: flag,
  image_mean: triple,
  image_std: v.optional(v.pipe(v.array(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1e6))), v.length(3))),
});

/** Mean and deviation of the pixels, where the text has them. Throws `bad-file`. */
export function parsePreprocessor(text: string): Pick<MaeDescription, 'mean' | 'deviation'> {
  const {
    do_normalize: normalizes,
    image_mean: mean,
    image_std: deviation,
  } = parseJson('preprocessor_config.json', text, PREPROCESSOR);
  if (normalizes === false) return { mean: [0, 0, 0], deviation: [1, 1, 1] };
  return {
    ...(mean !== undefined && { mean: mean as [number, number, number] }),
    ...(deviation !== undefined && { deviation: deviation as [number, number, number] }),
  };
}
