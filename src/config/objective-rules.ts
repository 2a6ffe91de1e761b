/** @file What targets and losses must have between them. */

import { patchLength } from '../mim/patchify.ts';
import { LOSSES } from '../mim/losses/index.ts';
import { targetOf } from '../mim/targets/index.ts';
import { TERM_IDS, termOf } from '../mim/terms/index.ts';
import type { Rule } from './rule.ts';

const classesNeedCrossEntropy: Rule = {
  path: 'loss.id',
  template: '{{target}} are compared by cross-entropy, not by {{loss}}',
  hint: 'Choose the loss “Cross-entropy”, or another target.',
  broken: ({ target, loss }) =>
    targetOf(target.id).compares === 'classes' && LOSSES[loss.id].compares !== 'classes'
      ? { target: targetOf(target.id).label, loss: LOSSES[loss.id].label }
      : undefined,
};

const crossEntropyNeedsClasses: Rule = {
  path: 'loss.id',
  template: 'cross-entropy compares classes, and the target “{{target}}” has none',
  hint: 'Choose the target “Colour classes”, or another loss.',
  broken: ({ target, loss }) =>
    LOSSES[loss.id].compares === 'classes' && targetOf(target.id).compares !== 'classes'
      ? { target: targetOf(target.id).label }
      : undefined,
};

const factorDividesPatch: Rule = {
  path: 'target.factor',
  template: 'squares of {{factor}} px do not fill a patch of {{patch}} px',
  hint: 'Use a divisor of the patch’s side; the side itself leaves one colour a patch.',
  broken: ({ target, model: { patch } }) =>
    'factor' in target && patch % target.factor !== 0 ? { factor: target.factor, patch } : undefined,
};

const cellDividesPatch: Rule = {
  path: 'target.cell',
  template: 'cells of {{cell}} px do not fill a patch of {{patch}} px',
  hint: 'Use a divisor of the patch’s side.',
  broken: ({ target, model: { patch } }) =>
    'cell' in target && patch % target.cell !== 0 ? { cell: target.cell, patch } : undefined,
};

const enoughNumbers: Rule = {
  path: 'target.components',
  template: '{{components}} components are more than the {{numbers}} numbers of a patch of {{patch}} px',
  hint: 'Use fewer components, or larger patches.',
  broken: ({ target, model: { patch } }) =>
    'components' in target && target.components > patchLength(patch)
      ? { components: target.components, numbers: patchLength(patch), patch }
      : undefined,
};

const termNeedsValues: Rule = {
  path: 'terms',
  template: '“{{term}}” compares predictions with targets, and the target “{{target}}” is classes',
  hint: 'Set its weight to 0, or choose another target.',
  broken: ({ target, terms }) => {
    const term = TERM_IDS.find((id) => terms[id].weight > 0 && termOf(id).needsValues);
    return term !== undefined && targetOf(target.id).compares === 'classes'
      ? { term: termOf(term).label, target: targetOf(target.id).label }
      : undefined;
  },
};

const averageIsKept: Rule = {
  path: 'useAverage',
  template: 'no averaged weights are kept that could answer',
  hint: 'Set “Averaged weights” to a share such as 0.999, or answer with the weights themselves.',
  broken: ({ average, useAverage }) => (useAverage && average === 0 ? {} : undefined),
};

export const OBJECTIVE_RULES: readonly Rule[] = [
  classesNeedCrossEntropy,
  crossEntropyNeedsClasses,
  factorDividesPatch,
  cellDividesPatch,
  enoughNumbers,
  termNeedsValues,
  averageIsKept,
];
