/** @file The tensors of an MAE: names as in facebookresearch/mae@efb2a80, shapes as in PyTorch. */

import type { MaeDescription } from './description.ts';

/** By name. Encoder first, in the order of the forward pass. */
export function maeShapes(
  description: MaeDescription,
  hasDecoder: boolean,
): ReadonlyMap<string, readonly number[]> {
  const { imageSide, patch, width, depth, mlpWidth } = description;
  const tokens = (imageSide / patch) ** 2 + 1;
  const pixels = 3 * patch * patch;
  const encoder: Shapes = [
    ['cls_token', [1, 1, width]],
    ['pos_embed', [1, tokens, width]],
    ['patch_embed.proj.weight', [width, 3, patch, patch]],
    ['patch_embed.proj.bias', [width]],
    ...Array.from({ length: depth }, (_, i) => block(`blocks.${i}`, width, mlpWidth)).flat(),
    ...norm('norm', width),
  ];
  if (!hasDecoder) return new Map(encoder);
  const { decoderWidth, decoderDepth, decoderMlpWidth } = description;
  return new Map([
    ...encoder,
    ...linear('decoder_embed', width, decoderWidth),
    ['mask_token', [1, 1, decoderWidth]],
    ['decoder_pos_embed', [1, tokens, decoderWidth]],
    ...Array.from({ length: decoderDepth }, (_, i) =>
      block(`decoder_blocks.${i}`, decoderWidth, decoderMlpWidth),
    ).flat(),
    ...norm('decoder_norm', decoderWidth),
    ...linear('decoder_pred', decoderWidth, pixels),
  ]);
}

type Shapes = [name: string, shape: readonly number[]][];

function block(name: string, width: number, mlpWidth: number): Shapes {
  return [
    ...norm(`${name}.norm1`, width),
    ...linear(`${name}.attn.qkv`, width, 3 * width),
    ...linear(`${name}.attn.proj`, width, width),
    ...norm(`${name}.norm2`, width),
    ...linear(`${name}.mlp.fc1`, width, mlpWidth),
    ...linear(`${name}.mlp.fc2`, mlpWidth, width),
  ];
}

const norm = (name: string, width: number): Shapes => [
  [`${name}.weight`, [width]],
  [`${name}.bias`, [width]],
];

const linear = (name: string, from: number, to: number): Shapes => [
  [`${name}.weight`, [to, from]],
  [`${name}.bias`, [to]],
];

/** One of these in a file means that it holds a decoder, or should. `mask_token` alone does not: timm's files may have it. */
const DECODER_SIGNS = [
  'decoder_embed.weight',
  'decoder_blocks.0.norm1.weight',
  'decoder_pred.weight',
] as const;

export const hasDecoder = (
  names: { has(name: string): boolean },
  naming: (ours: string) => readonly string[],
): boolean => DECODER_SIGNS.some((ours) => naming(ours).some((name) => names.has(name)));
