/** @file Optimisers, as the form and the config know them; `ops` has their update rules. */

import { number, type ValuesOf } from '../../lib/params.ts';
import { COMMON, defineOptimizer, learningRate, momentum, weightDecay } from './optimizer.ts';

const adamw = defineOptimizer({
  label: 'AdamW',
  summary: 'Adam with decoupled weight decay, which touches tensors of two or more dimensions only.',
  formula: 'm ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − lr (decay w + m̂ / (√v̂ + ε))',
  source:
    'Loshchilov & Hutter 2019; MAE appendix A.1: betas 0.9 and 0.95, decay 0.05; SimMIM: betas 0.9 and 0.999',
  params: {
    learningRate: learningRate(0.0015),
    weightDecay: weightDecay(0.05),
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
      help: 'MAE pre-trains with 0.95, SimMIM with 0.999.',
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
    ...COMMON,
  },
});

const sgd = defineOptimizer({
  label: 'SGD with momentum',
  summary: 'Steps along the gradient, with a memory of earlier steps; all weights at one rate.',
  formula: 'm ← μ m + g + decay w, w ← w − lr m',
  source: 'torch.optim.SGD; MAE appendix A.1 notes that it does as well as LARS for linear probes',
  params: { learningRate: learningRate(0.05), weightDecay: weightDecay(0), momentum, ...COMMON },
});

const lars = defineOptimizer({
  label: 'LARS',
  summary: 'SGD in which every matrix takes steps in proportion to its own length, for very large batches.',
  formula: 'g ← trust · ‖w‖ / ‖g + decay w‖ · (g + decay w) for matrices, then SGD with momentum',
  source: 'You et al. 2017; MAE appendix A.1, linear probing; facebookresearch/mae@efb2a80 util/lars.py',
  params: {
    learningRate: learningRate(0.1),
    weightDecay: weightDecay(0),
    momentum,
    trust: number({
      label: 'Trust coefficient',
      help: 'The share of its own length that a matrix may move at rate 1.',
      min: 1e-5,
      max: 1,
      step: 0.001,
      default: 0.001,
      log: true,
      effect: 'hot',
      advanced: true,
    }),
    ...COMMON,
  },
});

export const OPTIMIZERS = { adamw, sgd, lars } as const;
export type OptimizerId = keyof typeof OPTIMIZERS;
export type OptimizerChoice = {
  [I in OptimizerId]: { readonly id: I } & ValuesOf<(typeof OPTIMIZERS)[I]['params']>;
}[OptimizerId];
