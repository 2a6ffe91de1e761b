/** @file What an optimiser is to the form and the config, and the settings that all of them have. */

import { number, type Params } from '../../lib/params.ts';

export interface Optimizer<P extends Params = Params> {
  readonly label: string;
  readonly summary: string;
  /** In plain text. */
  readonly formula: string;
  readonly source: string;
  readonly params: P;
}

export const defineOptimizer = <const P extends Params>(optimizer: Optimizer<P>): Optimizer<P> => optimizer;

export const learningRate = (initial: number) =>
  number({
    label: 'Learning rate',
    help: 'The size of a step. Too small learns nothing, too large ends in NaN.',
    min: 0,
    max: 10,
    step: 0.00001,
    default: initial,
    log: true,
    effect: 'hot',
  });

export const weightDecay = (initial: number) =>
  number({
    label: 'Weight decay',
    help: 'Pulls the weights towards 0 a little at every step.',
    min: 0,
    max: 1,
    step: 0.01,
    default: initial,
    effect: 'hot',
  });

export const momentum = number({
  label: 'Momentum',
  help: 'How much of the last step the next one keeps.',
  min: 0,
  max: 0.999,
  step: 0.01,
  default: 0.9,
  effect: 'hot',
});

/** Under "More" for every optimiser. */
export const COMMON = {
  clip: number({
    label: 'Clip gradients at norm',
    help: 'Scales the gradient down when its norm over all weights is larger; 0 switches it off. SimMIM clips at 5.',
    min: 0,
    max: 100,
    step: 0.5,
    default: 0,
    effect: 'hot',
    advanced: true,
  }),
  layerDecay: number({
    label: 'Layer-wise decay',
    help: 'Each block learns at this share of the rate of the block after it; 1 treats all alike. The papers use it to fine-tune (0.65 to 0.9).',
    min: 0.1,
    max: 1,
    step: 0.05,
    default: 1,
    effect: 'hot',
    advanced: true,
  }),
} as const;
