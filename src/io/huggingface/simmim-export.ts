/** @file config.json of our SimMIM models, for transformers' `…ForMaskedImageModeling.from_pretrained`. */

import type { SimmimSwinDescription, SimmimVitDescription } from '../simmim/description.ts';
import { float, list, object, text } from './json-text.ts';

/** Source of the fields: transformers@v5.18.0 models/vit/configuration_vit.py. */
export function vitConfigJson(d: SimmimVitDescription): string {
  return object({
    architectures: list([text('ViTForMaskedImageModeling')]),
    model_type: text('vit'),
    image_size: String(d.imageSide),
    patch_size: String(d.patch),
    num_channels: '3',
    hidden_size: String(d.width),
    num_hidden_layers: String(d.depth),
    num_attention_heads: String(d.heads),
    intermediate_size: String(d.mlpWidth),
    hidden_act: text('gelu'),
    qkv_bias: 'true',
    hidden_dropout_prob: float(0),
    attention_probs_dropout_prob: float(0),
    initializer_range: float(0.02),
    layer_norm_eps: float(d.epsilon),
    pooler_act: text('tanh'),
    pooler_output_size: String(d.width),
    encoder_stride: String(d.stride),
    torch_dtype: text('float32'),
  });
}

/** Source of the fields: transformers@v5.18.0 models/swin/configuration_swin.py. */
export function swinConfigJson(d: SimmimSwinDescription): string {
  const stages = d.depths.length;
  return object({
    architectures: list([text('SwinForMaskedImageModeling')]),
    model_type: text('swin'),
    image_size: String(d.imageSide),
    patch_size: String(d.patch),
    num_channels: '3',
    embed_dim: String(d.width),
    hidden_size: String(d.width * 2 ** (stages - 1)),
    depths: list(d.depths.map(String)),
    num_layers: String(stages),
    num_heads: list(d.heads.map(String)),
    window_size: String(d.window),
    mlp_ratio: float(d.mlpRatio),
    qkv_bias: 'true',
    use_absolute_embeddings: 'false',
    hidden_act: text('gelu'),
    hidden_dropout_prob: float(0),
    attention_probs_dropout_prob: float(0),
    drop_path_rate: float(0),
    initializer_range: float(0.02),
    layer_norm_eps: float(d.epsilon),
    encoder_stride: String(d.stride),
    stage_names: list(['stem', ...d.depths.map((_, i) => `stage${i + 1}`)].map(text)),
    out_features: list([text(`stage${stages}`)]),
    out_indices: list([String(stages)]),
    torch_dtype: text('float32'),
  });
}
