/** @file The article's optimal and adaptive mask ratios. */

import { clip, curveOf, linspace, type ArticleCard } from './verdict.ts';

/** 0.47 at (0.7, 1.2). */
export const articleOptimalRatio = (complexity: number, capacity: number): number =>
  clip(0.5 + 0.3 * complexity - 0.2 * capacity, 0.3, 0.9);

const CAPACITIES = [
  { label: 'capacity 0.5', capacity: 0.5 },
  { label: 'capacity 1', capacity: 1 },
  { label: 'capacity 1.2', capacity: 1.2 },
];

export const optimalRatio: ArticleCard = {
  label: '“Optimal” mask ratio',
  verdict: 'invented',
  summary:
    'Called theoretical, but the three constants come from nowhere, and with the article’s own settings it says 0.47 and not the 0.75 that the article recommends.',
  formula: 'clip(0.5 + 0.3 · complexity − 0.2 · capacity, 0.3, 0.9)',
  source: 'document 000, OptimalMaskingAnalysis.theoretical_optimal_mask_ratio',
  xLabel: 'Complexity',
  yLabel: 'Mask ratio',
  series: () =>
    CAPACITIES.map(({ label, capacity }) => ({
      label,
      points: curveOf(linspace(0, 1, 50), (complexity) => articleOptimalRatio(complexity, capacity)),
    })),
};

/** The ratio of one image from its variance over patches and numbers: 0.85 at 1, 0.779 at 0.06. */
export const articleAdaptiveRatio = (variance: number, base = 0.75): number =>
  clip(base + (1 / (1 + Math.exp(-10 * variance)) - 0.5) * 0.2, 0.4, 0.9);

/** The line that the article draws instead: complexity 0..1 without the sigmoid. */
export const articleAdaptiveLine = (complexity: number, base = 0.75): number =>
  clip(base + (complexity - 0.5) * 0.2, 0.4, 0.9);

export const adaptiveRatio: ArticleCard = {
  label: 'Adaptive mask ratio',
  verdict: 'heuristic',
  summary:
    'What is drawn goes below 0.75; what the code computes cannot: a variance is never negative, so its sigmoid is at least one half and the ratio lies from 0.75 to 0.85. A ratio for each image also breaks up the batch.',
  formula: 'clip(0.75 + (σ(10 · Var) − 0.5) · 0.2, 0.4, 0.9)',
  source: 'document 000, AdaptiveMaskingStrategy',
  xLabel: 'Complexity, or variance',
  yLabel: 'Mask ratio',
  series: () => [
    {
      label: 'as drawn, over complexity',
      points: curveOf(linspace(0.1, 0.9, 50), (complexity) => articleAdaptiveLine(complexity)),
    },
    {
      label: 'as computed, over variance',
      points: curveOf(linspace(0, 1, 50), (variance) => articleAdaptiveRatio(variance)),
    },
  ],
};
