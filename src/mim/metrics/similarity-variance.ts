/** @file σ_S: how polarised the similarities of an image's patches are. */

import { pairsOf } from '../similarity.ts';
import { defineMetric } from './metric.ts';

export const similarityVariance = defineMetric({
  scope: 'layer',
  label: 'Similarity variance σ_S',
  summary:
    'How polarised similarities are: larger where patches fall into clear groups, at most 0.25. Scaled to each image’s own range first; the definition is ours, the paper’s could not be read.',
  formula: 'σ_S = Var_{i<j} (Mᵢⱼ − min M)/(max M − min M)',
  source: 'Self-Guided MAE §3.2, equation 3 by name and figure 2a for the scaling; the formula is ours',
  needs: ['features'],
  numbers: 'one',
  params: {},
  measure({ similarity, n }) {
    const pairs = pairsOf(similarity, n);
    let low = Infinity;
    let high = -Infinity;
    let mean = 0;
    for (const value of pairs) {
      low = Math.min(low, value);
      high = Math.max(high, value);
      mean += value / pairs.length;
    }
    if (!(high > low)) return [];
    let variance = 0;
    for (const value of pairs) variance += (value - mean) ** 2 / pairs.length;
    return [variance / (high - low) ** 2];
  },
});
