/** @file For tests: how transformers' `ViTMAEForPreTraining` saves what we have by the names of facebookresearch/mae. */

import { keptByRatio } from '../../mim/grid.ts';
import { keptByNoise, type Kept } from '../kept.ts';
import type { GoldenFamily } from './golden-case.ts';

export const MAE_FILES: GoldenFamily = {
  shapeOf: (config) => {
    const number = (field: string): number => config[field] as number;
    return {
      kind: 'mae',
      sees: 'visible',
      side: number('image_size'),
      patch: number('patch_size'),
      width: number('hidden_size'),
      depth: number('num_hidden_layers'),
      heads: number('num_attention_heads'),
      mlpWidth: number('intermediate_size'),
      epsilon: number('layer_norm_eps'),
      head: {
        kind: 'decoder',
        width: number('decoder_hidden_size'),
        depth: number('decoder_num_hidden_layers'),
        heads: number('decoder_num_attention_heads'),
        mlpWidth: number('decoder_intermediate_size'),
      },
      objective: {
        target: { id: config['norm_pix_loss'] === true ? 'normalized-pixels' : 'pixels' },
        loss: { id: 'l2' },
        terms: [],
      },
    };
  },
  fileNames,
  moduleName: (file) =>
    file
      .replace('vit.encoder.layer.', 'vit.layers.')
      .replace('decoder.decoder_encoder.layer.', 'decoder.decoder_layers.')
      .replace('attention.attention.query', 'attention.q_proj')
      .replace('intermediate.dense', 'mlp.fc1'),
  masks(io, config) {
    const noise = io.get('noise')!;
    const [batch = 0, tokens = 0] = noise.shape;
    const visible = keptByRatio(tokens, config['mask_ratio'] as number);
    const keptBy = (drawn: Float32Array): Kept[] =>
      Array.from({ length: batch }, (_, b) =>
        keptByNoise(drawn.subarray(b * tokens, (b + 1) * tokens), visible),
      );
    const each = batch * tokens;
    const drawn = io.get('train_noise')!.data;
    return {
      own: keptBy(noise.data),
      steps: Array.from({ length: 10 }, (_, t) => keptBy(drawn.subarray(t * each, (t + 1) * each))),
    };
  },
  prediction: (io) => io.get('logits')!.data,
};

const SUFFIXES: readonly (readonly [string, string])[] = [
  ['norm1', 'layernorm_before'],
  ['norm2', 'layernorm_after'],
  ['attn.proj', 'attention.output.dense'],
  ['mlp.fc1', 'intermediate.dense'],
  ['mlp.fc2', 'output.dense'],
];

/** Three for queries, keys and values. */
function fileNames(name: string): string[] {
  const fixed: Readonly<Record<string, string>> = {
    cls_token: 'vit.embeddings.cls_token',
    pos_embed: 'vit.embeddings.position_embeddings',
    mask_token: 'decoder.mask_token',
    decoder_pos_embed: 'decoder.decoder_pos_embed',
  };
  if (fixed[name] !== undefined) return [fixed[name]];
  const renamed = name
    .replace(/^patch_embed\.proj/, 'vit.embeddings.patch_embeddings.projection')
    .replace(/^norm\./, 'vit.layernorm.')
    .replace(/^blocks\./, 'vit.encoder.layer.')
    .replace(/^decoder_blocks\./, 'decoder.decoder_encoder.layer.')
    .replace(/^decoder_(embed|norm|pred)/, 'decoder.decoder_$1');
  if (renamed.includes('attn.qkv')) {
    return ['query', 'key', 'value'].map((part) =>
      renamed.replace('attn.qkv', `attention.attention.${part}`),
    );
  }
  return [SUFFIXES.reduce((text, [ours, theirs]) => text.replace(`.${ours}.`, `.${theirs}.`), renamed)];
}
