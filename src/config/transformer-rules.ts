/** @file What the sizes of a stack of transformer blocks must have between them. */

import type { RunConfig } from './run-config.ts';
import type { Rule } from './rule.ts';

/** Numbers of one attention head: a GPU thread keeps three such vectors in registers. */
export const MAX_HEAD = 128;

interface Sizes {
  readonly width: number;
  readonly heads: number;
  readonly mlpRatio: number;
}
interface Part {
  readonly path: string;
  readonly width: string;
  readonly heads: string;
  readonly mlp: string;
  readonly wide: string;
  /** The part's sizes; undefined where the config has no such part. */
  readonly partOf: (config: RunConfig) => Sizes | undefined;
}

export const ENCODER: Part = {
  path: 'model',
  width: 'the encoder’s width of {{width}} is no multiple of 4, as its position table needs',
  heads: '{{heads}} heads cannot share an encoder width of {{width}}: each needs the same multiple of 4',
  mlp: 'an MLP ratio of {{ratio}} gives the encoder’s width of {{width}} a hidden width of {{hidden}}, which is no multiple of 4',
  wide: '{{heads}} heads share an encoder width of {{width}}: {{size}} numbers each, more than the {{most}} that fit',
  partOf: ({ model }) => (model.id === 'simmim-swin' ? undefined : model),
};

export const DECODER: Part = {
  path: 'head',
  width: 'the decoder’s width of {{width}} is no multiple of 4, as its position table needs',
  heads: '{{heads}} heads cannot share a decoder width of {{width}}: each needs the same multiple of 4',
  mlp: 'an MLP ratio of {{ratio}} gives the decoder’s width of {{width}} a hidden width of {{hidden}}, which is no multiple of 4',
  wide: '{{heads}} heads share a decoder width of {{width}}: {{size}} numbers each, more than the {{most}} that fit',
  partOf: ({ head }) => (head.id === 'decoder' ? head : undefined),
};

export const transformerRules = ({ path, width, heads, mlp, wide, partOf }: Part): readonly Rule[] => {
  const rule = (
    field: string,
    template: string,
    hint: string,
    broken: (part: Sizes) => ReturnType<Rule['broken']>,
  ): Rule => ({
    path: `${path}.${field}`,
    template,
    hint,
    broken: (config) => {
      const part = partOf(config);
      return part === undefined ? undefined : broken(part);
    },
  });
  return [
    rule('width', width, 'Use a width that 4 divides.', (part) =>
      part.width % 4 === 0 ? undefined : { width: part.width },
    ),
    rule(
      'heads',
      heads,
      'Use fewer heads, or a width of 4, 8, 16 or 32 times the number of heads.',
      (part) => (part.width % (4 * part.heads) === 0 ? undefined : { heads: part.heads, width: part.width }),
    ),
    rule('heads', wide, 'Use more heads.', (part) => {
      const size = part.width / part.heads;
      return size <= MAX_HEAD ? undefined : { heads: part.heads, width: part.width, size, most: MAX_HEAD };
    }),
    rule('mlpRatio', mlp, 'Use an MLP ratio that is a whole number.', (part) => {
      const hidden = Math.round(part.width * part.mlpRatio); // an imported ratio is a quotient
      return hidden % 4 === 0 ? undefined : { ratio: part.mlpRatio, width: part.width, hidden };
    }),
  ];
};
