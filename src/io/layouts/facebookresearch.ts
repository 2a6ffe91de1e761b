/** @file Names of facebookresearch/mae, which are also timm's for an encoder: sizes come from the shapes. */

import { MimError } from '../../lib/errors.ts';
import { parseConfig, TRANSFORMERS_DEFAULTS } from '../huggingface/config.ts';
import { checkDescription, type MaeDescription } from '../mae/description.ts';
import { hasDecoder, maeShapes } from '../mae/tensors.ts';
import type { Tensors } from '../tensor.ts';
import type { Layout, Naming } from './layout.ts';
import { missingTensors } from './missing-tensors.ts';

/** Where the paper's models differ from heads of 64: width → heads. Source: facebookresearch/mae@efb2a80 models_mae.py. */
const HEADS: Readonly<Record<number, number>> = { 1280: 16 };
const DECODER_HEADS: Readonly<Record<number, number>> = { 512: 16 };

export const facebookResearch: Layout = {
  id: 'facebookresearch',
  label: 'facebookresearch/mae or timm',
  naming: (names) =>
    ['cls_token', 'pos_embed', 'patch_embed.proj.weight', 'blocks.0.attn.qkv.weight'].every((name) =>
      names.has(name),
    )
      ? (ours) => [ours]
      : undefined,
  describe(tensors, naming, configJson) {
    const given = configJson === undefined ? {} : parseConfig(configJson);
    const decodes = hasDecoder(tensors, naming);
    const sizes = { ...sizesOf(tensors, naming), ...(decodes && decoderSizesOf(tensors, naming)), ...given };
    const description: MaeDescription = {
      ...TRANSFORMERS_DEFAULTS,
      epsilon: 1e-6,
      ...sizes,
      heads: given.heads ?? headsOf(sizes.width, HEADS),
      ...(decodes && {
        decoderHeads: given.decoderHeads ?? headsOf(sizes.decoderWidth ?? 0, DECODER_HEADS),
      }),
    };
    checkDescription(description);
    return { model: 'mae', description, shapes: maeShapes(description, decodes), hasDecoder: decodes };
  },
};

function sizesOf(
  tensors: Tensors,
  naming: Naming,
): Pick<MaeDescription, 'imageSide' | 'patch' | 'width' | 'depth' | 'mlpWidth'> {
  const [width, , patch] = shapeOf(tensors, naming, 'patch_embed.proj.weight', 4);
  const [, tokens] = shapeOf(tensors, naming, 'pos_embed', 3);
  const [mlpWidth] = shapeOf(tensors, naming, 'blocks.0.mlp.fc1.weight', 2);
  const grid = Math.sqrt(tokens! - 1);
  if (!Number.isInteger(grid) || grid === 0) {
    throw new MimError(
      'bad-file',
      'pos_embed has {{tokens}} rows, which is not a square number and one more',
      {
        values: { tokens: tokens! },
        hint: 'Use the weights of a model for square images with one class token.',
      },
    );
  }
  const depth = blocksOf(tensors, naming, 'blocks');
  return { imageSide: grid * patch!, patch: patch!, width: width!, depth, mlpWidth: mlpWidth! };
}

function decoderSizesOf(
  tensors: Tensors,
  naming: Naming,
): Pick<MaeDescription, 'decoderWidth' | 'decoderDepth' | 'decoderMlpWidth'> {
  const [decoderWidth] = shapeOf(tensors, naming, 'decoder_embed.weight', 2);
  const [decoderMlpWidth] = shapeOf(tensors, naming, 'decoder_blocks.0.mlp.fc1.weight', 2);
  const decoderDepth = blocksOf(tensors, naming, 'decoder_blocks');
  return { decoderWidth: decoderWidth!, decoderDepth, decoderMlpWidth: decoderMlpWidth! };
}

/** The shape of a tensor that the sizes are read from. Throws `bad-file` where it is missing or has another rank. */
function shapeOf(tensors: Tensors, naming: Naming, ours: string, rank: number): readonly number[] {
  const [name = ours] = naming(ours);
  const shape = tensors.get(name)?.shape;
  if (shape === undefined) throw missingTensors([name]);
  if (shape.length !== rank || shape.includes(0)) {
    throw new MimError('bad-file', '{{name}} has the shape [{{got}}], which does not fit a model', {
      values: { name, got: shape.join(', ') },
      hint: 'Use the weights of an MAE as it was published.',
    });
  }
  return shape;
}

/** How many blocks there are from 0 on without a gap. */
function blocksOf(tensors: Tensors, naming: Naming, blocks: string): number {
  const has = (i: number): boolean => naming(`${blocks}.${i}.norm1.weight`).some((name) => tensors.has(name));
  let depth = 0;
  while (has(depth)) depth++;
  return Math.max(1, depth);
}

/** Throws `bad-file` where the heads cannot be told. */
function headsOf(width: number, known: Readonly<Record<number, number>>): number {
  const heads = known[width] ?? width / 64;
  if (Number.isInteger(heads)) return heads;
  throw new MimError('bad-file', 'the number of heads of a model of width {{width}} cannot be guessed', {
    values: { width },
    hint: 'Drop a config.json with num_attention_heads and decoder_num_attention_heads together with the weights.',
  });
}
