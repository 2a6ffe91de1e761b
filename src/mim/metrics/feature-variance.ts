/** @file σ_F: how far the patches' directions spread. */

import { unitRows } from '../similarity.ts';
import { defineMetric } from './metric.ts';

export const featureVariance = defineMetric({
  scope: 'layer',
  label: 'Feature variance σ_F',
  summary:
    'How far the patches’ directions spread: 0 where all are equal, 1 where they cancel out. The definition is ours; the paper’s could not be read.',
  formula: 'σ_F = (1/n) Σᵢ ‖x̂ᵢ − x̄‖² = 1 − ‖x̄‖², x̂ᵢ = xᵢ/‖xᵢ‖, x̄ = (1/n) Σᵢ x̂ᵢ',
  source: 'Self-Guided MAE §3.2, equation 3 by name; the formula is ours',
  needs: ['features'],
  numbers: 'one',
  params: {},
  measure: ({ features = [], n, width }) => (n === 0 ? [] : [spreadOf(features, n, width)]),
});

/** Mean squared distance of the rows' directions to their mean, 0..1; rows of zeros count as they are. */
export function spreadOf(features: ArrayLike<number>, n: number, width: number): number {
  const unit = unitRows(features, n, width);
  const mean = new Float64Array(width);
  for (let i = 0; i < n; i++) for (let k = 0; k < width; k++) mean[k]! += unit[i * width + k]! / n;
  let sum = 0;
  for (let i = 0; i < n; i++) for (let k = 0; k < width; k++) sum += (unit[i * width + k]! - mean[k]!) ** 2;
  return sum / n;
}
