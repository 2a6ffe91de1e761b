/** @file How far a prediction is from its target. Adding a loss: a line here and its kind in ops/masked-loss. */

import { choice, number, type Params } from '../../lib/params.ts';

export interface Loss<P extends Params = Params> {
  readonly label: string;
  readonly summary: string;
  /** In plain text; d = prediction − target, the mean over the numbers of all patches that count. */
  readonly formula: string;
  readonly source: string;
  readonly params: P;
  /** What kind of target it compares. */
  readonly compares: 'values' | 'classes';
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
  formula: 'mean d²',
  source: 'MAE §3; facebookresearch/mae@efb2a80 models_mae.py forward_loss',
  params: { on },
  compares: 'values',
});

const l1 = defineLoss({
  label: 'Absolute error',
  summary: 'The mean of the absolute difference over the hidden patches, as SimMIM has it.',
  formula: 'mean |d|; of a SimMIM model Σ |d| m / (Σ m + 10⁻⁵) / 3, m = 1 on hidden pixels',
  source: 'SimMIM §3.4; microsoft/SimMIM@d3e29bc models/simmim.py forward',
  params: { on },
  compares: 'values',
});

const smoothL1 = defineLoss({
  label: 'Smooth absolute error',
  summary: 'Squared for small differences and absolute for large ones, so that outliers pull less.',
  formula: 'mean of d² / (2 β) where |d| < β, else |d| − β / 2',
  source: 'SimMIM §4.1.4 "Prediction targets"; torch.nn.SmoothL1Loss',
  params: {
    on,
    beta: number({
      label: 'Beta',
      help: 'Where squares become absolute values, in units of the target.',
      min: 0.001,
      max: 100,
      step: 0.1,
      default: 1,
      log: true,
      effect: 'hot',
    }),
  },
  compares: 'values',
});

const crossEntropy = defineLoss({
  label: 'Cross-entropy',
  summary: 'How surprised the predicted distributions are by the true colour classes, in nats a number.',
  formula: 'mean of log Σ exp z − z of the true bin; log(bins) for a model that knows nothing',
  source: 'SimMIM §4.1.4 "Prediction targets"; torch.nn.CrossEntropyLoss',
  params: { on },
  compares: 'classes',
});

export const LOSSES = { l2, l1, 'smooth-l1': smoothL1, 'cross-entropy': crossEntropy } as const;
export type LossId = keyof typeof LOSSES;
