/**
 * @file The weights of a masked autoencoder, by the names of facebookresearch/mae.
 *
 * Source: facebookresearch/mae@efb2a80 models_mae.py __init__ and initialize_weights.
 * The tokens have three dimensions there, so they decay; position tables are fixed.
 */

import { blockSpecs, linearSpecs, normSpecs } from './block.ts';
import { paddedLength, patchLength, tokensOf, type MaeShape } from './mae-shape.ts';
import type { TensorSpec } from './tensor-spec.ts';

const blocks = (name: string, count: number, d: number, mlp: number): TensorSpec[] =>
  Array.from({ length: count }, (_, i) => blockSpecs(`${name}.${i}`, d, mlp)).flat();

export function maeWeights(shape: MaeShape): readonly TensorSpec[] {
  const { patch, width, depth, mlpWidth, decoderWidth, decoderDepth, decoderMlpWidth } = shape;
  return [
    token('cls_token', width),
    table('pos_embed', shape, width),
    {
      name: 'patch_embed.proj.weight',
      shape: [width, paddedLength(shape)],
      torchShape: [width, 3, patch, patch],
      layout: 'patch-convolution',
      init: { kind: 'xavier', fanIn: patchLength(shape), fanOut: width },
      decay: true,
      trainable: true,
    },
    {
      name: 'patch_embed.proj.bias',
      shape: [width],
      torchShape: [width],
      layout: 'same',
      init: { kind: 'uniform', bound: 1 / Math.sqrt(patchLength(shape)) }, // PyTorch's Conv2d, left alone by MAE
      decay: false,
      trainable: true,
    },
    ...blocks('blocks', depth, width, mlpWidth),
    ...normSpecs('norm', width),
    ...linearSpecs('decoder_embed', width, decoderWidth),
    token('mask_token', decoderWidth),
    table('decoder_pos_embed', shape, decoderWidth),
    ...blocks('decoder_blocks', decoderDepth, decoderWidth, decoderMlpWidth),
    ...normSpecs('decoder_norm', decoderWidth),
    ...linearSpecs('decoder_pred', decoderWidth, patchLength(shape)).map((spec) =>
      padRows(spec, paddedLength(shape)),
    ),
  ];
}

const token = (name: string, width: number): TensorSpec => ({
  name,
  shape: [1, width],
  torchShape: [1, 1, width],
  layout: 'same',
  init: { kind: 'normal', deviation: 0.02 },
  decay: true,
  trainable: true,
});

const table = (name: string, shape: MaeShape, width: number): TensorSpec => ({
  name,
  shape: [tokensOf(shape) + 1, width],
  torchShape: [1, tokensOf(shape) + 1, width],
  layout: 'same',
  init: { kind: 'sincos', grid: Math.sqrt(tokensOf(shape)) },
  decay: false,
  trainable: false,
});

const padRows = (spec: TensorSpec, rows: number): TensorSpec => ({
  ...spec,
  shape: [rows, ...spec.shape.slice(1)],
  layout: 'padded-rows',
});
