/** @file The mask ratio that strategies share. */

import { number, type NumberParam } from '../../lib/params.ts';

/** One notch of the form is one patch, so any number in range is a ratio; see `ratioForHidden`. */
export const ratioParam = (start: number): NumberParam =>
  number({
    label: 'Mask ratio',
    help: 'The share of patches that is hidden. MAE found 75 % best: neighbours alone no longer give the answer away.',
    min: 0,
    max: 0.95,
    step: 0.01,
    default: start,
    percent: true,
    effect: 'hot',
  });
