/**
 * @file The tensors of SimMIM models: names as in the files of transformers, without the leading `vit.` or `swin.`;
 * shapes as in PyTorch.
 *
 * Source: transformers@v5.18.0 models/vit/modeling_vit.py ViTForMaskedImageModeling, models/swin/modeling_swin.py
 * SwinForMaskedImageModeling; the files that they save keep the names of earlier versions.
 */

import type { SimmimSwinDescription, SimmimVitDescription } from './description.ts';

type Shapes = [name: string, shape: readonly number[]][];

/** By name, in the order of the forward pass. */
export function vitShapes(
  { imageSide, patch, width, depth, mlpWidth, stride }: SimmimVitDescription,
  hasDecoder: boolean,
): ReadonlyMap<string, readonly number[]> {
  return new Map<string, readonly number[]>([
    ['embeddings.cls_token', [1, 1, width]],
    ['embeddings.mask_token', [1, 1, width]],
    ['embeddings.position_embeddings', [1, (imageSide / patch) ** 2 + 1, width]],
    ...patches(patch, width),
    ...Array.from({ length: depth }, (_, i) =>
      block(`encoder.layer.${i}`, 'attention.attention', width, mlpWidth),
    ).flat(),
    ...norm('layernorm', width),
    ...(hasDecoder ? head(stride, width) : []),
  ]);
}

/** By name, in the order of the forward pass. */
export function swinShapes(
  { patch, width, depths, heads, window, mlpRatio, stride }: SimmimSwinDescription,
  hasDecoder: boolean,
): ReadonlyMap<string, readonly number[]> {
  const stages = depths.flatMap((depth, stage): Shapes => {
    const d = width * 2 ** stage;
    const name = `encoder.layers.${stage}`;
    const blocks = Array.from({ length: depth }, (_, i): Shapes => {
      const own = `${name}.blocks.${i}`;
      const table = `${own}.attention.self.relative_position_bias_table`;
      return [
        [table, [(2 * window - 1) ** 2, heads[stage] ?? 1]],
        ...block(own, 'attention.self', d, Math.floor(mlpRatio * d)),
      ];
    }).flat();
    const isLast = stage === depths.length - 1;
    return isLast ? blocks : [...blocks, ...merging(`${name}.downsample`, d)];
  });
  const last = width * 2 ** (depths.length - 1);
  return new Map<string, readonly number[]>([
    ['embeddings.mask_token', [1, 1, width]],
    ...patches(patch, width),
    ...norm('embeddings.norm', width),
    ...stages,
    ...norm('layernorm', last),
    ...(hasDecoder ? head(stride, last) : []),
  ]);
}

function block(name: string, attention: string, width: number, mlpWidth: number): Shapes {
  return [
    ...norm(`${name}.layernorm_before`, width),
    ...['query', 'key', 'value'].flatMap((part) => linear(`${name}.${attention}.${part}`, width, width)),
    ...linear(`${name}.attention.output.dense`, width, width),
    ...norm(`${name}.layernorm_after`, width),
    ...linear(`${name}.intermediate.dense`, width, mlpWidth),
    ...linear(`${name}.output.dense`, mlpWidth, width),
  ];
}

const patches = (patch: number, width: number): Shapes => [
  ['embeddings.patch_embeddings.projection.weight', [width, 3, patch, patch]],
  ['embeddings.patch_embeddings.projection.bias', [width]],
];

/** Four neighbours become one token of twice the width; the reduction has no bias. */
const merging = (name: string, width: number): Shapes => [
  ...norm(`${name}.norm`, 4 * width),
  [`${name}.reduction.weight`, [2 * width, 4 * width]],
];

/** A 1×1 convolution whose outputs a pixel shuffle spreads over stride × stride pixels. */
const head = (stride: number, width: number): Shapes => [
  ['decoder.0.weight', [3 * stride * stride, width, 1, 1]],
  ['decoder.0.bias', [3 * stride * stride]],
];

const norm = (name: string, width: number): Shapes => [
  [`${name}.weight`, [width]],
  [`${name}.bias`, [width]],
];

const linear = (name: string, from: number, to: number): Shapes => [
  [`${name}.weight`, [to, from]],
  [`${name}.bias`, [to]],
];
