/** @file The numbers that define an MAE, as far as weight files and their configuration tell them. */

import { MimError } from '../../lib/errors.ts';

export interface MaeDescription {
  readonly imageSide: number;
  readonly patch: number;
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  readonly mlpWidth: number;
  /** The decoder's numbers are meaningless where the file holds none. */
  readonly decoderWidth: number;
  readonly decoderDepth: number;
  readonly decoderHeads: number;
  readonly decoderMlpWidth: number;
  /** Of every LayerNorm. */
  readonly epsilon: number;
  readonly maskRatio: number;
  /** The target of each patch is shifted to mean 0 and scaled to variance 1. */
  readonly normPix: boolean;
  /** Of RGB in 0..1; absent where no preprocessor_config.json tells them. */
  readonly mean?: readonly [number, number, number];
  readonly deviation?: readonly [number, number, number];
}

const LARGEST = {
  imageSide: 512,
  width: 2048,
  depth: 48,
  mlpWidth: 8192,
  decoderWidth: 2048,
  decoderDepth: 48,
  decoderMlpWidth: 8192,
} as const satisfies Partial<Record<keyof MaeDescription, number>>;

/** As config.json calls them: these names need no translation. */
const FIELDS = {
  imageSide: 'image_size',
  patch: 'patch_size',
  width: 'hidden_size',
  depth: 'num_hidden_layers',
  heads: 'num_attention_heads',
  mlpWidth: 'intermediate_size',
  decoderWidth: 'decoder_hidden_size',
  decoderDepth: 'decoder_num_hidden_layers',
  decoderHeads: 'decoder_num_attention_heads',
  decoderMlpWidth: 'decoder_intermediate_size',
} as const satisfies Partial<Record<keyof MaeDescription, string>>;

/** Throws `bad-file` where the numbers contradict each other or are too large for a tab. */
export function checkDescription(description: MaeDescription): void {
  for (const key of Object.keys(LARGEST) as (keyof typeof LARGEST)[]) {
    if (description[key] <= LARGEST[key]) continue;
    throw new MimError(
      'bad-file',
      'the model has {{field}} {{value}}, but at most {{limit}} is possible here',
      {
        values: { field: FIELDS[key], value: description[key], limit: LARGEST[key] },
        hint: 'Use a smaller model.',
      },
    );
  }
  checkDivides(description, 'imageSide', 'patch');
  checkDivides(description, 'width', 'heads');
  checkDivides(description, 'decoderWidth', 'decoderHeads');
}

function checkDivides(
  description: MaeDescription,
  whole: keyof typeof FIELDS,
  part: keyof typeof FIELDS,
): void {
  if (description[whole] % description[part] === 0) return;
  throw new MimError('bad-file', '{{field}} {{value}} is not a multiple of {{by}} {{divisor}}', {
    values: { field: FIELDS[whole], value: description[whole], by: FIELDS[part], divisor: description[part] },
    hint: 'Check that config.json belongs to these weights.',
  });
}
