/** @file The numbers that define a SimMIM model of transformers, as far as weight files and their configuration tell them. */

import { MimError } from '../../lib/errors.ts';

interface Simmim {
  readonly imageSide: number;
  readonly patch: number;
  /** Of every LayerNorm. */
  readonly epsilon: number;
  /** Pixels to a side of what one token of the encoder's output predicts. */
  readonly stride: number;
  /** Of RGB in 0..1; absent where no preprocessor_config.json tells them. */
  readonly mean?: readonly [number, number, number];
  readonly deviation?: readonly [number, number, number];
}

/** `ViTForMaskedImageModeling` */
export interface SimmimVitDescription extends Simmim {
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  readonly mlpWidth: number;
}

/** `SwinForMaskedImageModeling` */
export interface SimmimSwinDescription extends Simmim {
  /** Of the first stage; each further one is twice as wide. */
  readonly width: number;
  /** Blocks of each stage. */
  readonly depths: readonly number[];
  /** Attention heads of each stage. */
  readonly heads: readonly number[];
  readonly window: number;
  readonly mlpRatio: number;
}

/** As config.json calls them: these names need no translation. */
type Fields = Readonly<Record<string, number>>;

/** Throws `bad-file` where the numbers contradict each other or are too large for a tab. */
export function checkVit(d: SimmimVitDescription): void {
  checkLargest(
    {
      image_size: d.imageSide,
      hidden_size: d.width,
      num_hidden_layers: d.depth,
      intermediate_size: d.mlpWidth,
    },
    { image_size: 512, hidden_size: 2048, num_hidden_layers: 48, intermediate_size: 8192 },
  );
  checkDivides({ image_size: d.imageSide, patch_size: d.patch });
  checkDivides({ hidden_size: d.width, num_attention_heads: d.heads });
  checkStride(d.stride, d.patch);
}

/** Throws `bad-file` where the numbers contradict each other or are too large for a tab. */
export function checkSwin(d: SimmimSwinDescription): void {
  const stages = d.depths.length;
  checkLargest(
    {
      image_size: d.imageSide,
      embed_dim: d.width,
      depths: d.depths.reduce((sum, depth) => sum + depth, 0),
      num_layers: stages,
      window_size: d.window,
    },
    { image_size: 512, embed_dim: 256, depths: 48, num_layers: 4, window_size: 16 },
  );
  if (d.heads.length !== stages) {
    throw new MimError('bad-file', 'config.json gives {{depths}} stages of blocks, but {{heads}} of heads', {
      values: { depths: stages, heads: d.heads.length },
      hint: 'Check that config.json belongs to these weights.',
    });
  }
  const stride = d.patch * 2 ** (stages - 1);
  checkDivides({ image_size: d.imageSide, patch_size: d.patch });
  checkDivides({ image_size: d.imageSide, encoder_stride: stride });
  d.heads.forEach((heads, stage) => checkDivides({ hidden_size: d.width * 2 ** stage, num_heads: heads }));
  checkStride(d.stride, stride);
}

function checkLargest(values: Fields, limits: Fields): void {
  for (const [field, value] of Object.entries(values)) {
    const limit = limits[field] ?? Infinity;
    if (value <= limit) continue;
    throw new MimError(
      'bad-file',
      'the model has {{field}} {{value}}, but at most {{limit}} is possible here',
      { values: { field, value, limit }, hint: 'Use a smaller model.' },
    );
  }
}

/** @param pair a whole and its part */
function checkDivides(pair: Fields): void {
  const [[field, value] = ['', 0], [by, divisor] = ['', 1]] = Object.entries(pair);
  if (value % divisor === 0) return;
  throw new MimError('bad-file', '{{field}} {{value}} is not a multiple of {{by}} {{divisor}}', {
    values: { field, value, by, divisor },
    hint: 'Check that config.json belongs to these weights.',
  });
}

/** transformers refuses another one as soon as it computes. */
function checkStride(given: number, needed: number): void {
  if (given === needed) return;
  throw new MimError(
    'bad-file',
    'config.json: {{field}} is {{value}}, but only {{expected}} is possible here',
    {
      values: { field: 'encoder_stride', value: given, expected: needed },
      hint: 'Check that config.json belongs to these weights.',
    },
  );
}
