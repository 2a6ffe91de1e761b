/** @file How different the mask tokens of one image have become in the decoder. */

import { spreadOf } from './feature-variance.ts';
import { defineMetric } from './metric.ts';

export const maskTokenVariance = defineMetric({
  scope: 'layer',
  label: 'Variance of mask tokens',
  summary:
    'Mask tokens enter the decoder equal but for their places; this is how far their directions spread once they carry something. The definition is ours.',
  formula: 'σ_M = (1/|ℳ|) Σ_{i∈ℳ} ‖x̂ᵢ − x̄_ℳ‖²',
  source: 'Self-Guided MAE figure 7 by name; the formula is ours',
  needs: ['features', 'hidden'],
  numbers: 'one',
  params: {},
  measure({ features = [], hidden = [], n, width }) {
    const rows = Array.from({ length: n }, (_, i) => i).filter((i) => hidden[i] === 1);
    if (rows.length < 2) return [];
    const tokens = new Float64Array(rows.length * width);
    rows.forEach((row, i) => {
      for (let k = 0; k < width; k++) tokens[i * width + k] = features[row * width + k]!;
    });
    return [spreadOf(tokens, rows.length, width)];
  },
});
