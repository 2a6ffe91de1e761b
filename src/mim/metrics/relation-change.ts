/** @file How much the relations of patches have changed: the divergence from an earlier record to a later one. */

import { number } from '../../lib/params.ts';
import { defineMetric } from './metric.ts';

/** Attention may be exactly 0 where floats underflow. */
const FLOOR = 1e-8;
const SOURCE =
  'Self-Guided MAE §3.3, equation 5, there against the last epoch; the order of the arguments could not be read';

const tau = number({
  label: 'Temperature τ of similarity rows',
  help: 'Similarities become distributions by a softmax of M/τ: a smaller τ looks at the nearest patches only. Ours.',
  min: 0.01,
  max: 10,
  step: 0.01,
  log: true,
  default: 0.1,
  effect: 'hot',
});

export const similarityChange = defineMetric({
  scope: 'layer',
  label: 'Change of similarity',
  summary:
    'How much each patch’s similarities to the others have changed since the last record; it falls as relations settle.',
  formula: 'K = (1/n) Σᵢ D_KL(softmax(Mᵢ/τ) before ‖ softmax(Mᵢ/τ) now)',
  source: SOURCE,
  unit: 'nats',
  needs: ['features', 'previous'],
  numbers: 'one',
  params: { tau },
  measure({ similarity, previous, n }, { tau }) {
    const before = previous?.similarity;
    if (before?.length !== n * n || n === 0) return [];
    return [relationDivergence(softmaxRows(before, n, tau), softmaxRows(similarity, n, tau), n)];
  },
});

export const attentionChange = defineMetric({
  scope: 'layer',
  label: 'Change of attention',
  summary: 'How much each patch’s attention has changed since the last record, as a mean over heads.',
  formula: 'K = (1/n) Σᵢ D_KL(Aᵢ before ‖ Aᵢ now)',
  source: SOURCE,
  unit: 'nats',
  needs: ['attention', 'previous'],
  numbers: 'one',
  params: {},
  measure({ meanAttention, previous, n }) {
    const before = previous?.attention;
    if (before?.length !== n * n || n === 0) return [];
    return [relationDivergence(flooredRows(before, n), flooredRows(meanAttention, n), n)];
  },
});

/** Mean over rows of D_KL(p_i ‖ q_i), in nats; rows are distributions without zeros. */
export function relationDivergence(p: ArrayLike<number>, q: ArrayLike<number>, n: number): number {
  let sum = 0;
  for (let k = 0; k < n * n; k++) sum += p[k]! * Math.log(p[k]! / q[k]!);
  return Math.max(0, sum / n);
}

/** softmax of every row of matrix/τ, [n, n]; never exactly 0, as values lie in -1..1 and τ ≥ 0.01. */
export function softmaxRows(matrix: ArrayLike<number>, n: number, tau: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const from = row * n;
    let highest = -Infinity;
    for (let k = 0; k < n; k++) highest = Math.max(highest, matrix[from + k]!);
    let total = 0;
    for (let k = 0; k < n; k++) total += out[from + k] = Math.exp((matrix[from + k]! - highest) / tau);
    for (let k = 0; k < n; k++) out[from + k]! /= total;
  }
  return out;
}

function flooredRows(attention: ArrayLike<number>, n: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    let total = 0;
    for (let k = row * n; k < (row + 1) * n; k++) total += out[k] = attention[k]! + FLOOR;
    for (let k = row * n; k < (row + 1) * n; k++) out[k]! /= total;
  }
  return out;
}
