/** @file What settings must have between them. The form asks here which choices to disable and why. */

import type { MessageValues } from '../lib/errors.ts';
import type { ValueIssue } from '../lib/params.ts';
import { patchCount } from '../mim/grid.ts';
import { gridOf, type RunConfig } from './run-config.ts';

/** One problem of one setting. `path` is its place, as in `model.patch`. */
export interface ConfigIssue extends ValueIssue {
  readonly path: string;
}

/** Attention is quadratic in the number of patches; beyond this a step takes seconds and gigabytes. */
export const MAX_PATCHES = 1024;
/** Numbers of one attention head: a GPU thread keeps three such vectors in registers. */
const MAX_HEAD = 128;

interface Rule {
  /** The setting to change first. */
  readonly path: string;
  readonly template: string;
  readonly hint: string;
  /** The values of the sentence where the config breaks the rule, else undefined. */
  readonly broken: (config: RunConfig) => MessageValues | undefined;
}

const patchDividesSide: Rule = {
  path: 'model.patch',
  template: 'a patch of {{patch}} px does not divide an image of {{side}} px',
  hint: 'Use a patch that divides the side, such as a half, a quarter or an eighth of it.',
  broken: ({ data: { side }, model: { patch } }) => (side % patch === 0 ? undefined : { patch, side }),
};

const enoughPatches: Rule = {
  path: 'model.patch',
  template:
    'patches of {{patch}} px leave {{rows}} × {{rows}} of them in an image of {{side}} px: nothing to hide and to see',
  hint: 'Use smaller patches or larger images: at least 2 × 2 patches are needed.',
  broken: (config) => {
    const { rows } = gridOf(config);
    return rows >= 2 ? undefined : { patch: config.model.patch, side: config.data.side, rows };
  },
};

const notTooManyPatches: Rule = {
  path: 'model.patch',
  template: '{{count}} patches are more than the {{max}} that this page can handle',
  hint: 'Use larger patches or smaller images.',
  broken: (config) => {
    const count = patchCount(gridOf(config));
    return count <= MAX_PATCHES ? undefined : { count, max: MAX_PATCHES };
  },
};

const ENCODER = {
  path: 'model',
  width: 'the encoder’s width of {{width}} is no multiple of 4, as its position table needs',
  heads: '{{heads}} heads cannot share an encoder width of {{width}}: each needs the same multiple of 4',
  mlp: 'an MLP ratio of {{ratio}} gives the encoder’s width of {{width}} a hidden width of {{hidden}}, which is no multiple of 4',
  wide: '{{heads}} heads share an encoder width of {{width}}: {{size}} numbers each, more than the {{most}} that fit',
  partOf: (config: RunConfig) => config.model,
} as const;

const DECODER = {
  path: 'head',
  width: 'the decoder’s width of {{width}} is no multiple of 4, as its position table needs',
  heads: '{{heads}} heads cannot share a decoder width of {{width}}: each needs the same multiple of 4',
  mlp: 'an MLP ratio of {{ratio}} gives the decoder’s width of {{width}} a hidden width of {{hidden}}, which is no multiple of 4',
  wide: '{{heads}} heads share a decoder width of {{width}}: {{size}} numbers each, more than the {{most}} that fit',
  partOf: (config: RunConfig) => config.head,
} as const;

const transformerRules = ({
  path,
  width,
  heads,
  mlp,
  wide,
  partOf,
}: typeof ENCODER | typeof DECODER): readonly Rule[] => [
  {
    path: `${path}.width`,
    template: width,
    hint: 'Use a width that 4 divides.',
    broken: (config) => (partOf(config).width % 4 === 0 ? undefined : { width: partOf(config).width }),
  },
  {
    path: `${path}.heads`,
    template: heads,
    hint: 'Use fewer heads, or a width of 4, 8, 16 or 32 times the number of heads.',
    broken: (config) => {
      const part = partOf(config);
      return part.width % (4 * part.heads) === 0 ? undefined : { heads: part.heads, width: part.width };
    },
  },
  {
    path: `${path}.heads`,
    template: wide,
    hint: 'Use more heads.',
    broken: (config) => {
      const part = partOf(config);
      const size = part.width / part.heads;
      return size <= MAX_HEAD ? undefined : { heads: part.heads, width: part.width, size, most: MAX_HEAD };
    },
  },
  {
    path: `${path}.mlpRatio`,
    template: mlp,
    hint: 'Use an MLP ratio that is a whole number.',
    broken: (config) => {
      const part = partOf(config);
      const hidden = Math.round(part.width * part.mlpRatio); // an imported ratio is a quotient
      return hidden % 4 === 0 ? undefined : { ratio: part.mlpRatio, width: part.width, hidden };
    },
  },
];

/** Ranges of single settings are their parameters' business; these are the rules between settings. */
export const RULES: readonly Rule[] = [
  patchDividesSide,
  enoughPatches,
  notTooManyPatches,
  ...transformerRules(ENCODER),
  ...transformerRules(DECODER),
];

/** Every rule that the config breaks. */
export function brokenRules(config: RunConfig): ConfigIssue[] {
  return RULES.flatMap(({ path, template, hint, broken }) => {
    const values = broken(config);
    return values === undefined ? [] : [{ path, template, values, hint }];
  });
}

/** Why the form must not offer `candidate` while `current` is set: the first rule that the change would break. */
export function whyImpossible(current: RunConfig, candidate: RunConfig): ConfigIssue | undefined {
  const broken = new Set(brokenRules(current).map(({ template }) => template));
  return brokenRules(candidate).find(({ template }) => !broken.has(template));
}
