/** @file For tests: how transformers' ViT and Swin `…ForMaskedImageModeling` save SimMIM models. */

import { keptByMask, type Kept } from '../kept.ts';
import type { ModelShape } from '../shape.ts';
import { patchify } from './golden-patchify.ts';
import type { Config, GoldenFamily } from './golden-case.ts';

/** Module names of transformers 5.18 → names in files. */
const MODULES: readonly (readonly [string, string])[] = [
  ['encoder.layer.', 'layers.'],
  ['attention.attention.query', 'attention.q_proj'],
  ['attention.self.query', 'attention.q_proj'],
  ['attention.self.relative', 'attention.relative_position_bias.relative'],
];

export const SIMMIM_FILES: GoldenFamily = {
  shapeOf: (config) => (config['model_type'] === 'vit' ? vit(config) : swin(config)),
  fileNames: (ours) => [ours],
  moduleName: (file) => MODULES.reduce((text, [ours, theirs]) => text.replace(ours, theirs), file),
  masks(io) {
    const { data: own, shape } = io.get('bool_masked_pos')!;
    const [batch = 0, tokens = 0] = shape;
    const keptBy = (mask: Float32Array): Kept[] =>
      Array.from({ length: batch }, (_, b) => keptByMask(mask.subarray(b * tokens, (b + 1) * tokens)));
    const each = batch * tokens;
    const drawn = io.get('train_mask')!.data;
    return {
      own: keptBy(own),
      steps: Array.from({ length: 10 }, (_, t) => keptBy(drawn.subarray(t * each, (t + 1) * each))),
    };
  },
  prediction: (io, image) => patchify(io.get('reconstruction')!, image, 3 * image.patch ** 2),
};

const common = (config: Config) =>
  ({
    side: config['image_size'] as number,
    patch: config['patch_size'] as number,
    epsilon: config['layer_norm_eps'] as number,
    dropPath: 0,
    head: { kind: 'linear' },
    objective: { target: { id: 'pixels' }, loss: { id: 'l1' }, terms: [] },
  }) as const;

const vit = (config: Config): ModelShape => ({
  ...common(config),
  kind: 'simmim-vit',
  width: config['hidden_size'] as number,
  depth: config['num_hidden_layers'] as number,
  heads: config['num_attention_heads'] as number,
  mlpWidth: config['intermediate_size'] as number,
  positions: 'learned',
  layerScale: 0,
});

const swin = (config: Config): ModelShape => ({
  ...common(config),
  kind: 'simmim-swin',
  width: config['embed_dim'] as number,
  depths: config['depths'] as number[],
  heads: config['num_heads'] as number[],
  window: config['window_size'] as number,
  mlpRatio: config['mlp_ratio'] as number,
});
