/** @file Colours as classes: a distribution over bins is predicted for every number of the patch. */

import { padded } from '../../lib/padded.ts';
import { choice } from '../../lib/params.ts';
import { enlarge, factor } from './pooled-pixels.ts';
import { defineTarget, numberOf, type TargetSettings } from './target.ts';

/** Scores of a perfect prediction: e⁻³⁰ is nothing beside 1. */
const CERTAIN = 30;

const length = (patch: number, settings: TargetSettings): number =>
  3 * (patch / numberOf(settings, 'factor')) ** 2;

export const colorBins = defineTarget({
  label: 'Colour classes',
  summary:
    'Each channel of each pixel is one of 8 or 256 bins; the model predicts a distribution, so that it may be undecided instead of grey.',
  formula: 'y = ⌊(v + ½) · bins / 256⌋ with v in 0..255, channel by channel',
  source: 'SimMIM §4.1.4 "Prediction targets" (8-bin and 256-bin); after Chen et al. 2020 (iGPT)',
  params: {
    bins: choice({
      label: 'Bins per channel',
      help: 'A prediction has as many numbers for each one of the patch: 256 bins need 256 times the memory.',
      options: ['8', '256'],
      default: '8',
      effect: 'cold',
    }),
    factor: factor(1),
  },
  compares: 'classes',
  needsColors: true,
  columns: (patch, settings) => length(patch, settings) * numberOf(settings, 'bins'),
  errors: length,
  pixelSide: () => null,
  ideal(target, { patch, settings }) {
    const bins = numberOf(settings, 'bins');
    const count = length(patch, settings);
    const [from, to] = [padded(count), padded(count * bins)];
    const scores = new Float32Array((target.length / from) * to);
    for (let i = 0; i * from < target.length; i++) {
      for (let k = 0; k < count; k++) scores[i * to + k * bins + target[i * from + k]!] = CERTAIN;
    }
    return scores;
  },
  decode(predicted, { patch, settings }) {
    const small = expectedColors(predicted, length(patch, settings), settings);
    const measured = enlarge(small, patch, numberOf(settings, 'factor'));
    return { shown: measured, measured, shows: 'expected-colors' };
  },
});

/** Scores [N, padded(count · bins)] → the mean of each distribution, [N, padded(count)] in normalised pixels. */
function expectedColors(
  scores: ArrayLike<number>,
  count: number,
  settings: TargetSettings,
): Float32Array<ArrayBuffer> {
  const bins = numberOf(settings, 'bins');
  const [mean, deviation] = [settings['mean'], settings['deviation']] as readonly (readonly number[])[];
  const [from, to] = [padded(count * bins), padded(count)];
  const colors = new Float32Array((scores.length / from) * to);
  for (let i = 0; i * from < scores.length; i++) {
    for (let k = 0; k < count; k++) {
      const v = expectation(scores, i * from + k * bins, bins);
      colors[i * to + k] = (v / 255 - mean![k % 3]!) / deviation![k % 3]!;
    }
  }
  return colors;
}

/** The mean colour in 0..255 of a softmax over bins. */
function expectation(scores: ArrayLike<number>, first: number, bins: number): number {
  let top = -Infinity;
  for (let b = 0; b < bins; b++) top = Math.max(top, scores[first + b]!);
  let total = 0;
  let sum = 0;
  for (let b = 0; b < bins; b++) {
    const share = Math.exp(scores[first + b]! - top);
    total += share;
    sum += share * (((b + 0.5) * 256) / bins - 0.5);
  }
  return sum / total;
}
