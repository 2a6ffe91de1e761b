/** @file SimMIM with a Swin transformer, as the form and the config know it. */

import { number, type NumberParam } from '../../lib/params.ts';
import { defineModel, depth, dropPath, epsilon, heads, mlpRatio, patch, width } from './model-kind.ts';

const blocks = (label: string, usual: number, advanced: boolean): NumberParam =>
  depth({ label, help: 'Transformer blocks of this stage.', min: 1, default: usual, advanced });
const headsOf = (label: string, usual: number, advanced: boolean): NumberParam =>
  heads({ label, help: 'Attention heads of this stage; they share its width.', default: usual, advanced });

export const simmimSwin = defineModel({
  label: 'SimMIM Swin',
  summary:
    'A Swin transformer sees all patches, with mask tokens; attention stays within windows, and stages merge four tokens into one.',
  source:
    'Xie et al., arXiv 2111.09886; Liu et al., arXiv 2103.14030; microsoft/SimMIM@d3e29bc models/swin_transformer.py',
  params: {
    patch: patch({ default: 4 }),
    width: width({
      help: 'Numbers per token of the first stage; each further stage has twice as many.',
      max: 512,
      default: 48,
    }),
    stages: number({
      label: 'Stages',
      help: 'Between two stages four tokens become one of twice the width.',
      min: 1,
      max: 4,
      step: 1,
      whole: true,
      default: 2,
      effect: 'cold',
    }),
    depth1: blocks('Blocks of stage 1', 2, false),
    depth2: blocks('Blocks of stage 2', 2, false),
    depth3: blocks('Blocks of stage 3', 2, true),
    depth4: blocks('Blocks of stage 4', 2, true),
    heads1: headsOf('Heads of stage 1', 3, false),
    heads2: headsOf('Heads of stage 2', 6, false),
    heads3: headsOf('Heads of stage 3', 12, true),
    heads4: headsOf('Heads of stage 4', 24, true),
    window: number({
      label: 'Window',
      help: 'Tokens to the side of the square in which tokens attend to each other.',
      unit: 'tokens',
      min: 2,
      max: 16,
      step: 1,
      whole: true,
      default: 4,
      effect: 'cold',
    }),
    dropPath: dropPath(),
    mlpRatio: mlpRatio(),
    epsilon: epsilon({ default: 1e-5 }),
  },
  companions: { head: 'linear', target: 'pixels', loss: 'l1', mask: 'cells' },
});

/** The values of the stages that there are. */
export function stagesOf(model: {
  readonly stages: number;
  readonly depth1: number;
  readonly depth2: number;
  readonly depth3: number;
  readonly depth4: number;
  readonly heads1: number;
  readonly heads2: number;
  readonly heads3: number;
  readonly heads4: number;
}): readonly { readonly depth: number; readonly heads: number }[] {
  return [
    { depth: model.depth1, heads: model.heads1 },
    { depth: model.depth2, heads: model.heads2 },
    { depth: model.depth3, heads: model.heads3 },
    { depth: model.depth4, heads: model.heads4 },
  ].slice(0, model.stages);
}
