/** @file How far each head looks: the mean distance between a patch and what it attends to. */

import { defineMetric } from './metric.ts';

export const attentionDistance = defineMetric({
  scope: 'layer',
  label: 'Attention distance',
  summary:
    'How far each head looks, in pixels between patch centres: near heads see texture, far ones see shape.',
  formula: 'd = (1/n) Σ_q Σ_k A_qk · p · ‖pos_q − pos_k‖₂',
  source: 'Park et al. 2023 §3; naver-ai/cl-vs-mim@eafe516 self_attention_analysis.ipynb',
  unit: 'px',
  needs: ['attention'],
  numbers: 'heads',
  params: {},
  measure({ attention = [], heads, n, positions, grid, patchPx }) {
    const row = Float64Array.from({ length: n }, (_, i) => Math.floor(positions[i]! / grid.cols));
    const col = Float64Array.from({ length: n }, (_, i) => positions[i]! % grid.cols);
    return Array.from({ length: n === 0 ? 0 : heads }, (_, head) => {
      let sum = 0;
      for (let q = 0; q < n; q++) {
        const from = (head * n + q) * n;
        for (let k = 0; k < n; k++) {
          const down = row[q]! - row[k]!;
          const across = col[q]! - col[k]!;
          sum += attention[from + k]! * Math.sqrt(down * down + across * across);
        }
      }
      return (sum * patchPx) / n;
    });
  },
});
