/** @file Optimisers, as the form and the config know them; `ops` has their update rules. */

import { number, type Params } from '../../lib/params.ts';

export interface Optimizer<P extends Params = Params> {
  readonly label: string;
  readonly summary: string;
  readonly source: string;
  readonly params: P;
}
const defineOptimizer = <const P extends Params>(optimizer: Optimizer<P>): Optimizer<P> => optimizer;

const adamw = defineOptimizer({
  label: 'AdamW',
  summary: 'Adam with decoupled weight decay, which touches tensors of two or more dimensions only.',
  source: 'Loshchilov & Hutter 2019; MAE appendix A.1: betas 0.9 and 0.95, decay 0.05',
  params: {
    learningRate: number({
      label: 'Learning rate',
      help: 'The size of a step. Too small learns nothing, too large ends in NaN.',
      min: 0,
      max: 10,
      step: 0.00001,
      default: 0.0015,
      log: true,
      effect: 'hot',
    }),
    weightDecay: number({
      label: 'Weight decay',
      help: 'Pulls the weights towards 0 a little at every step.',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.05,
      effect: 'hot',
    }),
    beta1: number({
      label: 'Beta 1',
      min: 0,
      max: 0.999,
      step: 0.001,
      default: 0.9,
      effect: 'hot',
      advanced: true,
    }),
    beta2: number({
      label: 'Beta 2',
      min: 0,
      max: 0.9999,
      step: 0.0001,
      default: 0.95,
      effect: 'hot',
      advanced: true,
    }),
    epsilon: number({
      label: 'Epsilon',
      min: 1e-12,
      max: 1e-3,
      step: 1e-9,
      default: 1e-8,
      log: true,
      effect: 'hot',
      advanced: true,
    }),
    clip: number({
      label: 'Clip gradients at norm',
      help: 'Scales the gradient down when its norm over all weights is larger; 0 switches it off.',
      min: 0,
      max: 100,
      step: 0.5,
      default: 0,
      effect: 'hot',
      advanced: true,
    }),
  },
});

export const OPTIMIZERS = { adamw } as const;
export type OptimizerId = keyof typeof OPTIMIZERS;
