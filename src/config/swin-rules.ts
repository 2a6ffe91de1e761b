/** @file What the sizes of a Swin transformer must have between them. */

import type { MessageValues } from '../lib/errors.ts';
import { stagesOf } from '../mim/models/simmim-swin.ts';
import { gridOf, type ModelChoice, type RunConfig } from './run-config.ts';
import type { Rule } from './rule.ts';
import { MAX_HEAD } from './transformer-rules.ts';

interface Stage {
  /** From 1. */
  readonly stage: number;
  /** Tokens to the side. */
  readonly side: number;
  readonly width: number;
  readonly heads: number;
}
type Swin = Extract<ModelChoice, { id: 'simmim-swin' }>;

/** The first stage that breaks something; undefined for another model. */
const inStages =
  (broken: (stage: Stage, model: Swin) => MessageValues | undefined) =>
  (config: RunConfig): MessageValues | undefined => {
    const { model } = config;
    if (model.id !== 'simmim-swin') return undefined;
    const { rows } = gridOf(config);
    for (const [s, { heads }] of stagesOf(model).entries()) {
      const stage = { stage: s + 1, side: rows / 2 ** s, width: model.width * 2 ** s, heads };
      const values = broken(stage, model);
      if (values !== undefined) return values;
    }
    return undefined;
  };

export const SWIN_RULES: readonly Rule[] = [
  {
    path: 'model.stages',
    template:
      '{{stages}} stages halve {{rows}} × {{rows}} patches too often: stage {{stage}} has no whole tokens',
    hint: 'Use fewer stages, or a patch that leaves an even number of patches to the side for each of them.',
    broken: inStages(({ stage, side }, { stages }) =>
      Number.isInteger(side) ? undefined : { stages, stage, rows: side * 2 ** (stage - 1) },
    ),
  },
  {
    path: 'model.window',
    template: 'windows of {{window}} do not divide the {{side}} × {{side}} tokens of stage {{stage}}',
    hint: 'Use a window that divides the tokens of every stage, or one as large as they are.',
    broken: inStages(({ stage, side }, { window }) =>
      side <= window || !Number.isInteger(side) || side % window === 0 ? undefined : { window, side, stage },
    ),
  },
  {
    path: 'model.width',
    template: 'the width of {{width}} is no multiple of 4',
    hint: 'Use a width that 4 divides.',
    broken: ({ model }) =>
      model.id === 'simmim-swin' && model.width % 4 !== 0 ? { width: model.width } : undefined,
  },
  {
    path: 'model.heads1',
    template:
      '{{heads}} heads cannot share the width of {{width}} of stage {{stage}}: each needs the same multiple of 4',
    hint: 'Use fewer heads there, or another width.',
    broken: inStages(({ stage, width, heads }) =>
      width % (4 * heads) === 0 ? undefined : { stage, width, heads },
    ),
  },
  {
    path: 'model.heads1',
    template:
      '{{heads}} heads share the width of {{width}} of stage {{stage}}: {{size}} numbers each, more than the {{most}} that fit',
    hint: 'Use more heads there.',
    broken: inStages(({ stage, width, heads }) =>
      width / heads <= MAX_HEAD ? undefined : { stage, width, heads, size: width / heads, most: MAX_HEAD },
    ),
  },
  {
    path: 'model.mlpRatio',
    template:
      'an MLP ratio of {{ratio}} gives the width of {{width}} of stage {{stage}} a hidden width of {{hidden}}, which is no multiple of 4',
    hint: 'Use an MLP ratio that is a whole number.',
    broken: inStages(({ stage, width }, { mlpRatio }) => {
      const hidden = Math.floor(width * mlpRatio);
      return hidden % 4 === 0 ? undefined : { ratio: mlpRatio, stage, width, hidden };
    }),
  },
];
