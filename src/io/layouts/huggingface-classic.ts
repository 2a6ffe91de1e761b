/** @file Names in ViTMAE files on the Hugging Face Hub, and in those that transformers 5.18 saves. */

import { namingOf, type NameTable } from './block-naming.ts';
import type { Layout } from './layout.ts';
import { describe, rootOf, singleNames } from './vit-mae.ts';

/** Every version of transformers loads these. */
const HUB_DECODER = 'decoder.decoder_layers';
/** The decoder's blocks as transformers 5.18 names them when it saves a model. */
const SAVED_DECODER = 'decoder.decoder_encoder.layer';

const tableOf = (root: string, decoderBlocks: string): NameTable => ({
  single: singleNames(root),
  blocks: `${root}encoder.layer`,
  decoderBlocks,
  inBlock: {
    norm1: ['layernorm_before'],
    'attn.qkv': ['query', 'key', 'value'].map((part) => `attention.attention.${part}`),
    'attn.proj': ['attention.output.dense'],
    norm2: ['layernorm_after'],
    'mlp.fc1': ['intermediate.dense'],
    'mlp.fc2': ['output.dense'],
  },
});

/** The names to export with. */
export const classicNaming = namingOf(tableOf('vit.', HUB_DECODER));

export const huggingFaceClassic: Layout = {
  id: 'huggingface-classic',
  label: 'Hugging Face ViTMAE',
  naming(names) {
    const root = rootOf(names);
    if (root === undefined || !names.has(`${root}encoder.layer.0.layernorm_before.weight`)) return undefined;
    const saved = names.has(`${SAVED_DECODER}.0.layernorm_before.weight`);
    return namingOf(tableOf(root, saved ? SAVED_DECODER : HUB_DECODER));
  },
  describe,
};
