/** @file The article's information flow and bottleneck. */

import { curveOf, linspace, type ArticleCard } from './verdict.ts';

const EFFICIENCY = 0.8;

/** Reconstructed ÷ masked "information" of an image whose total is 1: 0.32 at (0.75, 1.2). */
export function articleFlow(
  ratio: number,
  capacity: number,
): { readonly extracted: number; readonly reconstructed: number; readonly efficiency: number } {
  const extracted = Math.min((1 - ratio) * capacity, 1);
  const reconstructed = EFFICIENCY * extracted;
  return { extracted, reconstructed, efficiency: reconstructed / ratio };
}

/** min(visible, reconstructed): 0.24 at (0.75, 1.2). */
export const articleBottleneck = (ratio: number, capacity: number): number =>
  Math.min(1 - ratio, articleFlow(ratio, capacity).reconstructed);

export const bottleneck: ArticleCard = {
  label: 'Information bottleneck',
  verdict: 'heuristic',
  summary:
    'The factor 0.8 is assumed. The curve only falls, so its “optimum” is the left edge. The inequality that the article states, I(visible; hidden) at most either entropy, is true but is not what is computed.',
  formula: 'min(1 − r, 0.8 · min((1 − r) c, 1)), c = 1.2',
  source: 'document 000, OptimalMaskingAnalysis.information_bottleneck_analysis',
  xLabel: 'Mask ratio',
  yLabel: 'share of the image’s information',
  series: () => [
    {
      label: 'Bottleneck',
      points: curveOf(linspace(0.1, 0.9, 50), (ratio) => articleBottleneck(ratio, 1.2)),
    },
  ],
};

export const flow: ArticleCard = {
  label: 'Information flow',
  verdict: 'heuristic',
  summary: 'What a model extracts and reconstructs, with an assumed efficiency of 0.8.',
  formula: '0.8 · min((1 − r) c, 1) / r, c = 1.2',
  source: 'document 000, TheoreticalAnalysis.information_flow_analysis',
  xLabel: 'Mask ratio',
  yLabel: 'reconstructed ÷ masked',
  series: () => [
    {
      label: 'Efficiency',
      points: curveOf(linspace(0.1, 0.9, 50), (ratio) => articleFlow(ratio, 1.2).efficiency),
    },
  ],
};
