/** @file Names in files of transformers' SwinForMaskedImageModeling: as saved, and as `state_dict()` of 5.18 gives them. */

import { parseSwinConfig } from '../huggingface/simmim-config.ts';
import { checkSwin } from '../simmim/description.ts';
import { swinShapes } from '../simmim/tensors.ts';
import type { Layout } from './layout.ts';
import { needConfig } from './need-config.ts';
import { named } from './simmim-vit.ts';

/** The module names of transformers 5.18 for the parts of a block. */
const MODULES: readonly (readonly [RegExp, string])[] = [
  [
    /attention\.self\.relative_position_bias_table/,
    'attention.relative_position_bias.relative_position_bias_table',
  ],
  [/attention\.self\.query/, 'attention.q_proj'],
  [/attention\.self\.key/, 'attention.k_proj'],
  [/attention\.self\.value/, 'attention.v_proj'],
  [/attention\.output\.dense/, 'attention.o_proj'],
  [/intermediate\.dense/, 'mlp.fc1'],
  [/(?<!attention\.)output\.dense/, 'mlp.fc2'],
];

export const simmimSwin: Layout = {
  id: 'simmim-swin',
  label: 'Hugging Face Swin with mask token (SimMIM)',
  naming(names) {
    const root = ['swin.', ''].find((prefix) =>
      ['embeddings.mask_token', 'embeddings.norm.weight'].every((name) => names.has(prefix + name)),
    );
    if (root === undefined) return undefined;
    const isSaved = names.has(`${root}encoder.layers.0.blocks.0.attention.self.query.weight`);
    return named(root, isSaved ? (name) => name : inModules);
  },
  describe(tensors, naming, configJson) {
    const description = parseSwinConfig(needConfig(configJson));
    checkSwin(description);
    const hasDecoder = naming('decoder.0.weight').some((name) => tensors.has(name));
    return { model: 'simmim-swin', description, shapes: swinShapes(description, hasDecoder), hasDecoder };
  },
};

const inModules = (name: string): string =>
  MODULES.reduce((text, [from, to]) => text.replace(from, to), name);
