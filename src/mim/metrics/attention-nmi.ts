/** @file Normalised mutual information of attention: whether queries look at different places. */

import { defineMetric } from './metric.ts';

/** Added to every weight, as in the source. */
const FLOOR = 1e-8;

export const attentionNmi = defineMetric({
  scope: 'layer',
  label: 'NMI of attention',
  summary:
    '0 where every patch attends to the same places, a collapse of attention; 1 where each attends to one place of its own. Mean over heads.',
  formula: 'NMI = I(q; k) / √(H(q) H(k)), p(q) = 1/n, p(k|q) = A_qk',
  source: 'Park et al. 2023 §3; naver-ai/cl-vs-mim@eafe516 self_attention_analysis.ipynb',
  needs: ['attention'],
  numbers: 'one',
  params: {},
  measure({ attention = [], heads, n }) {
    if (n < 2 || heads === 0) return [];
    let sum = 0;
    for (let head = 0; head < heads; head++) sum += nmiOf(attention, head * n * n, n);
    return [sum / heads];
  },
});

/** Of the [n, n] matrix from `from` on, n ≥ 2. */
function nmiOf(attention: ArrayLike<number>, from: number, n: number): number {
  const key = new Float64Array(n);
  let negative = 0; // Σ p(q) A ln A, minus the conditional entropy
  for (let q = 0; q < n; q++) {
    const row = from + q * n;
    let total = 0;
    for (let k = 0; k < n; k++) total += attention[row + k]! + FLOOR;
    for (let k = 0; k < n; k++) {
      const p = (attention[row + k]! + FLOOR) / total;
      negative += (p * Math.log(p)) / n;
      key[k]! += p / n;
    }
  }
  let entropy = 0;
  for (let k = 0; k < n; k++) entropy -= key[k]! * Math.log(key[k]!);
  return (entropy + negative) / Math.sqrt(Math.log(n) * entropy);
}
