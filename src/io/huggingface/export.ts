/** @file Our models as the files that transformers' `from_pretrained` reads. */

import { classicNaming } from '../layouts/huggingface-classic.ts';
import type { ModelDescription, Naming } from '../layouts/layout.ts';
import { named } from '../layouts/simmim-vit.ts';
import type { MaeDescription } from '../mae/description.ts';
import { maeShapes } from '../mae/tensors.ts';
import { swinShapes, vitShapes } from '../simmim/tensors.ts';
import type { Tensor, Tensors } from '../tensor.ts';
import { float, list, object, text } from './json-text.ts';
import { swinConfigJson, vitConfigJson } from './simmim-export.ts';

const NAMINGS: Readonly<Record<ModelDescription['model'], Naming>> = {
  mae: classicNaming,
  'simmim-vit': named('vit.', (name) => name),
  'simmim-swin': named('swin.', (name) => name),
};

/**
 * The tensors under the names that every version of transformers loads; MAE's `attn.qkv` becomes query, key and value.
 * @param weights under our names, in PyTorch's shapes
 */
export function toHuggingFace(weights: Tensors, model: ModelDescription['model']): Map<string, Tensor> {
  return new Map([...weights].flatMap(([ours, tensor]) => split(NAMINGS[model](ours), tensor)));
}

/** What of our weights belongs into the file: a further loss may have brought some of its own. */
export function exportedNames(described: ModelDescription): readonly string[] {
  switch (described.model) {
    case 'mae':
      return [...maeShapes(described.description, true).keys()];
    case 'simmim-vit':
      return [...vitShapes(described.description, true).keys()];
    case 'simmim-swin':
      return [...swinShapes(described.description, true).keys()];
  }
}

export function configJson(described: ModelDescription): string {
  switch (described.model) {
    case 'mae':
      return maeConfigJson(described.description);
    case 'simmim-vit':
      return vitConfigJson(described.description);
    case 'simmim-swin':
      return swinConfigJson(described.description);
  }
}

/** Equal parts along the first axis. */
function split(names: readonly string[], { shape, data }: Tensor): (readonly [string, Tensor])[] {
  const [rows = 1, ...rest] = shape;
  const part = data.length / names.length;
  return names.map((name, i) => [
    name,
    {
      shape: shape.length === 0 ? [] : [rows / names.length, ...rest],
      data: data.slice(i * part, (i + 1) * part),
    },
  ]);
}

/** Source of the fields: transformers@v5.18.0 models/vit_mae/configuration_vit_mae.py. */
function maeConfigJson(description: MaeDescription): string {
  return object({
    architectures: list([text('ViTMAEForPreTraining')]),
    model_type: text('vit_mae'),
    hidden_size: String(description.width),
    num_hidden_layers: String(description.depth),
    num_attention_heads: String(description.heads),
    intermediate_size: String(description.mlpWidth),
    hidden_act: text('gelu'),
    hidden_dropout_prob: float(0),
    attention_probs_dropout_prob: float(0),
    initializer_range: float(0.02),
    layer_norm_eps: float(description.epsilon),
    image_size: String(description.imageSide),
    patch_size: String(description.patch),
    num_channels: '3',
    qkv_bias: 'true',
    decoder_num_attention_heads: String(description.decoderHeads),
    decoder_hidden_size: String(description.decoderWidth),
    decoder_num_hidden_layers: String(description.decoderDepth),
    decoder_intermediate_size: String(description.decoderMlpWidth),
    mask_ratio: float(description.maskRatio),
    norm_pix_loss: String(description.normPix),
    torch_dtype: text('float32'),
  });
}

/** How `ViTImageProcessor` makes of an image what the model was trained on. */
export function preprocessorConfigJson({
  imageSide,
  mean,
  deviation,
}: Required<Pick<MaeDescription, 'imageSide' | 'mean' | 'deviation'>>): string {
  const bilinear = 2; // As Pillow numbers them.
  return object({
    image_processor_type: text('ViTImageProcessor'),
    do_resize: 'true',
    size: `{ "height": ${imageSide}, "width": ${imageSide} }`,
    resample: String(bilinear),
    do_rescale: 'true',
    rescale_factor: float(1 / 255),
    do_normalize: 'true',
    image_mean: list(mean.map(float)),
    image_std: list(deviation.map(float)),
  });
}
