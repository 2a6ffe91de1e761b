/** @file What the two Hugging Face layouts of ViTMAE share: the tensors outside of blocks, and config.json. */

import { parseConfig, TRANSFORMERS_DEFAULTS } from '../huggingface/config.ts';
import { checkDescription } from '../mae/description.ts';
import { hasDecoder, maeShapes } from '../mae/tensors.ts';
import type { Tensors } from '../tensor.ts';
import type { Described, Naming } from './layout.ts';
import { needConfig } from './need-config.ts';

/** `root` is `vit.`, or nothing in the file of a bare `ViTMAEModel`. */
export const singleNames = (root: string): Readonly<Record<string, string>> => ({
  cls_token: `${root}embeddings.cls_token`,
  pos_embed: `${root}embeddings.position_embeddings`,
  'patch_embed.proj': `${root}embeddings.patch_embeddings.projection`,
  norm: `${root}layernorm`,
  mask_token: 'decoder.mask_token',
  decoder_pos_embed: 'decoder.decoder_pos_embed',
  decoder_embed: 'decoder.decoder_embed',
  decoder_norm: 'decoder.decoder_norm',
  decoder_pred: 'decoder.decoder_pred',
});

/** Undefined where this is no ViTMAE; a mask token inside the encoder is SimMIM's. */
export function rootOf(names: ReadonlySet<string>): string | undefined {
  return ['vit.', ''].find(
    (root) => names.has(`${root}embeddings.cls_token`) && !names.has(`${root}embeddings.mask_token`),
  );
}

export function describe(tensors: Tensors, naming: Naming, configJson: string | undefined): Described {
  const description = { ...TRANSFORMERS_DEFAULTS, ...parseConfig(needConfig(configJson)) };
  checkDescription(description);
  const decodes = hasDecoder(tensors, naming);
  return { model: 'mae', description, shapes: maeShapes(description, decodes), hasDecoder: decodes };
}
