/** @file What settings must have between them. The form asks here which choices to disable and why. */

import { patchCount } from '../mim/grid.ts';
import { HEADS } from '../mim/models/index.ts';
import { gridOf, type RunConfig } from './run-config.ts';
import type { ConfigIssue, Rule } from './rule.ts';
import { OBJECTIVE_RULES } from './objective-rules.ts';
import { SWIN_RULES } from './swin-rules.ts';
import { DECODER, ENCODER, transformerRules } from './transformer-rules.ts';

/** Attention is quadratic in the number of patches; beyond this a step takes seconds and gigabytes. */
export const MAX_PATCHES = 1024;

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

const headFitsEncoder: Rule = {
  path: 'head.id',
  template: 'a {{head}} head needs a token for every patch, and this encoder sees the visible ones only',
  hint: 'Use the MAE decoder, or let the encoder see mask tokens too.',
  broken: ({ model, head }) =>
    model.id === 'mae' && model.sees === 'visible' && (head.id === 'linear' || head.id === 'mlp')
      ? { head: HEADS[head.id].label }
      : undefined,
};

const inverseSwinNeedsSwin: Rule = {
  path: 'head.id',
  template: 'an {{head}} head splits the tokens of a Swin’s last stage, and this encoder has no stages',
  hint: 'Use the SimMIM Swin model, or another head.',
  broken: ({ model, head }) =>
    model.id !== 'simmim-swin' && (head.id === 'inverse-swin-t' || head.id === 'inverse-swin-b')
      ? { head: HEADS[head.id].label }
      : undefined,
};

const hiddenIsMultiple: Rule = {
  path: 'head.width',
  template: 'the head’s hidden width of {{width}} is no multiple of 4',
  hint: 'Use a width that 4 divides.',
  broken: ({ head }) => (head.id === 'mlp' && head.width % 4 !== 0 ? { width: head.width } : undefined),
};

/** Ranges of single settings are their parameters' business; these are the rules between settings. */
export const RULES: readonly Rule[] = [
  patchDividesSide,
  enoughPatches,
  notTooManyPatches,
  headFitsEncoder,
  inverseSwinNeedsSwin,
  hiddenIsMultiple,
  ...transformerRules(ENCODER),
  ...transformerRules(DECODER),
  ...SWIN_RULES,
  ...OBJECTIVE_RULES,
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
