/** @file μ_intra, μ_inter and their gap: how much more alike patches of one group are than patches of two. */

import { defineMetric } from './metric.ts';

const PARTS = ['within groups', 'between groups', 'gap'] as const;
const FORMULA = 'μ_intra = mean w_ij over i ≠ j of one group, μ_inter = mean w_ij over i ∈ P, j ∈ Q';
const SOURCE =
  'Self-Guided MAE §3.3, equation 4; leaving the diagonal out and cutting each layer by its own similarities are ours';

export const similarityGap = defineMetric({
  scope: 'layer',
  label: 'Gap between groups, similarity',
  summary:
    'After a normalised cut into two groups: mean similarity within a group and between them. The gap widens as clusters form.',
  formula: `${FORMULA}, w = M`,
  source: SOURCE,
  needs: ['features'],
  numbers: PARTS,
  params: {},
  measure: (probe) => (probe.n < 3 ? [] : groupMeans(probe.similarity, probe.n, probe.cut.side)),
});

export const attentionGap = defineMetric({
  scope: 'layer',
  label: 'Gap between groups, attention',
  summary:
    'The same two groups: mean attention within a group and between them, in shares of uniform attention (1 = uniform; the scaling is ours).',
  formula: `${FORMULA}, w = n · A`,
  source: SOURCE,
  needs: ['features', 'attention'],
  numbers: PARTS,
  params: {},
  measure: (probe) =>
    probe.n < 3 ? [] : groupMeans(probe.meanAttention, probe.n, probe.cut.side).map((mean) => mean * probe.n),
});

/** [μ_intra, μ_inter, μ_intra − μ_inter] over ordered pairs off the diagonal; `[]` where one of them has no pair. */
export function groupMeans(matrix: ArrayLike<number>, n: number, side: ArrayLike<number>): readonly number[] {
  const sums = [0, 0];
  const counts = [0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const kind = side[i] === side[j] ? 0 : 1;
      sums[kind]! += matrix[i * n + j]!;
      counts[kind]!++;
    }
  }
  if (counts.includes(0)) return [];
  const [intra, inter] = [sums[0]! / counts[0]!, sums[1]! / counts[1]!];
  return [intra, inter, intra - inter];
}
