/** @file How far a prediction is from its target. Adding a loss: a line here and its kind in ops/masked-loss. */

import { choice, type Params } from '../../lib/params.ts';

export interface Loss<P extends Params = Params> {
  readonly label: string;
  readonly summary: string;
  readonly source: string;
  readonly params: P;
}
const defineLoss = <const P extends Params>(loss: Loss<P>): Loss<P> => loss;

const on = choice({
  label: 'Loss on',
  help: 'MAE and SimMIM count hidden patches only; counting all of them costs accuracy in both papers.',
  options: ['hidden', 'all'],
  optionLabels: { hidden: 'hidden patches', all: 'all patches' },
  default: 'hidden',
  effect: 'hot',
});

const l2 = defineLoss({
  label: 'Squared error',
  summary: 'The mean of the squared difference over the hidden patches.',
  source: 'MAE §3; facebookresearch/mae@efb2a80 models_mae.py forward_loss',
  params: { on },
});

const l1 = defineLoss({
  label: 'Absolute error',
  summary: 'The mean of the absolute difference over the hidden patches, as SimMIM has it.',
  source: 'SimMIM §3.4; microsoft/SimMIM@d3e29bc models/simmim.py forward',
  params: { on },
});

export const LOSSES = { l2, l1 } as const;
export type LossId = keyof typeof LOSSES;
