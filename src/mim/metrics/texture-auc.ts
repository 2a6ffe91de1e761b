/** @file Whether patches of one texture are more alike to a model than patches of two. */

import { defineMetric } from './metric.ts';

export const textureAuc = defineMetric({
  scope: 'layer',
  label: 'Texture AUC within images',
  summary:
    'The chance that two patches of the same true texture are more alike than two of different ones, within one image: 0.5 is a guess, 1 is perfect. Neighbours often share a texture, so a fresh model with positions is above 0.5. Needs the pattern images.',
  formula: 'AUC = P(Mᵢⱼ > Mₖₗ) + ½ P(Mᵢⱼ = Mₖₗ), tᵢ = tⱼ, tₖ ≠ tₗ',
  source: 'ours; Mann & Whitney 1947 for the statistic',
  needs: ['features', 'labels'],
  numbers: 'one',
  params: {},
  measure({ similarity, labels = [], n }) {
    const same: number[] = [];
    const different: number[] = [];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        if (labels[i]! < 0 || labels[j]! < 0) continue;
        (labels[i] === labels[j] ? same : different).push(similarity[i * n + j]!);
      }
    }
    const auc = aucOf(same, different);
    return auc === null ? [] : [auc];
  },
});

/**
 * The chance that a random one of `positive` is above a random one of `negative`, ties count half; null where either is
 * empty. By ranks, O(m log m).
 */
export function aucOf(positive: ArrayLike<number>, negative: ArrayLike<number>): number | null {
  if (positive.length === 0 || negative.length === 0) return null;
  const low = Float64Array.from(negative).toSorted();
  let wins = 0;
  let below = 0;
  let notAbove = 0;
  for (const value of Float64Array.from(positive).toSorted()) {
    while (below < low.length && low[below]! < value) below++;
    while (notAbove < low.length && low[notAbove]! <= value) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / (positive.length * low.length);
}
