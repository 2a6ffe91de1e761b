/** @file Names of the modules of ViTMAE in transformers 5.18, as `state_dict()` gives them. */

import { namingOf } from './block-naming.ts';
import type { Layout } from './layout.ts';
import { describe, rootOf, singleNames } from './vit-mae.ts';

export const huggingFaceModules: Layout = {
  id: 'huggingface-modules',
  label: 'Hugging Face ViTMAE, module names',
  naming(names) {
    const root = rootOf(names);
    if (root === undefined || !names.has(`${root}layers.0.layernorm_before.weight`)) return undefined;
    return namingOf({
      single: singleNames(root),
      blocks: `${root}layers`,
      decoderBlocks: 'decoder.decoder_layers',
      inBlock: {
        norm1: ['layernorm_before'],
        'attn.qkv': ['attention.q_proj', 'attention.k_proj', 'attention.v_proj'],
        'attn.proj': ['attention.o_proj'],
        norm2: ['layernorm_after'],
        'mlp.fc1': ['mlp.fc1'],
        'mlp.fc2': ['mlp.fc2'],
      },
    });
  },
  describe,
};
