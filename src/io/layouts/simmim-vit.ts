/** @file Names in files of transformers' ViTForMaskedImageModeling: as saved, and as `state_dict()` of 5.18 gives them. */

import { parseVitConfig } from '../huggingface/simmim-config.ts';
import { checkVit } from '../simmim/description.ts';
import { vitShapes } from '../simmim/tensors.ts';
import type { Layout, Naming } from './layout.ts';
import { needConfig } from './need-config.ts';

/** The module names of transformers 5.18 for the parts of a block. */
const MODULES: readonly (readonly [RegExp, string])[] = [
  [/^encoder\.layer\./, 'layers.'],
  [/attention\.attention\.query/, 'attention.q_proj'],
  [/attention\.attention\.key/, 'attention.k_proj'],
  [/attention\.attention\.value/, 'attention.v_proj'],
  [/attention\.output\.dense/, 'attention.o_proj'],
  [/intermediate\.dense/, 'mlp.fc1'],
  [/(?<!attention\.)output\.dense/, 'mlp.fc2'],
];

export const simmimVit: Layout = {
  id: 'simmim-vit',
  label: 'Hugging Face ViT with mask token (SimMIM)',
  naming(names) {
    const root = ['vit.', ''].find((prefix) =>
      ['embeddings.cls_token', 'embeddings.mask_token'].every((name) => names.has(prefix + name)),
    );
    if (root === undefined) return undefined;
    const spelled = names.has(`${root}layers.0.layernorm_before.weight`) ? inModules : same;
    return named(root, spelled);
  },
  describe(tensors, naming, configJson) {
    const description = parseVitConfig(needConfig(configJson));
    checkVit(description);
    const hasDecoder = naming('decoder.0.weight').some((name) => tensors.has(name));
    return { model: 'simmim-vit', description, shapes: vitShapes(description, hasDecoder), hasDecoder };
  },
};

const same = (name: string): string => name;

const inModules = (name: string): string =>
  MODULES.reduce((text, [from, to]) => text.replace(from, to), name);

/** The head stands beside the encoder and has no prefix. */
export const named =
  (root: string, spelled: (name: string) => string): Naming =>
  (ours) => [ours.startsWith('decoder.') ? ours : root + spelled(ours)];
