/** @file The article's simulated correlation and its comparison of methods. */

import { linspace, type ArticleCard } from './verdict.ts';

export interface SimulatedPoint {
  readonly ratio: number;
  /** "bits" */
  readonly information: number;
  /** "%" */
  readonly linearProbe: number;
  readonly fineTune: number;
}

/** At 20 ratios from 0.3 to 0.9; accuracies are functions of the made-up information. */
export const articleSimulation = (): readonly SimulatedPoint[] =>
  linspace(0.3, 0.9, 20).map((ratio) => {
    const information = 8 * (1 - Math.exp(-2 * (1 - ratio)));
    return {
      ratio,
      information,
      linearProbe: 70 + 20 * (information / 8) ** 2,
      fineTune: 75 + 18 * (information / 8) ** 1.5,
    };
  });

export const simulatedCorrelation: ArticleCard = {
  label: 'Information against accuracy, simulated',
  verdict: 'invented',
  summary:
    'No model was trained: accuracy is computed from the information, so the printed correlation of 0.987 holds by construction. Here information falls with the ratio, against the article’s first curve, and the best ratio is 0.3.',
  formula: 'I = 8 (1 − e^(−2(1 − r))), linear = 70 + 20 (I/8)², fine-tuned = 75 + 18 (I/8)^1.5',
  source: 'document 000, ExperimentalValidation.simulate_performance_correlation',
  xLabel: 'bits',
  yLabel: '%',
  series: () => [
    {
      label: 'linear probe',
      points: articleSimulation().map(({ information, linearProbe }) => ({ x: information, y: linearProbe })),
    },
    {
      label: 'fine-tuned',
      points: articleSimulation().map(({ information, fineTune }) => ({ x: information, y: fineTune })),
    },
  ],
};

const bars = (values: readonly number[]): readonly { readonly x: number; readonly y: number }[] =>
  values.map((y, x) => ({ x, y }));

export const methodBars: ArticleCard = {
  label: 'Methods compared',
  verdict: 'invented',
  summary: 'Nine constants in the code, marked “simulated” there. No method was run.',
  formula: 'I: 8.2, 7.5, 6.8 · accuracy: 78.5, 76.2, 72.8 · stability: 0.85, 0.75, 0.90',
  source: 'document 000, TheoreticalComparison.mutual_info_comparison',
  xLabel: 'Method',
  yLabel: 'bits, %, share',
  bars: ['masked modelling', 'contrastive', 'clustering'],
  series: () => [
    { label: 'mutual information', points: bars([8.2, 7.5, 6.8]) },
    { label: 'downstream accuracy', points: bars([78.5, 76.2, 72.8]) },
    { label: 'training stability', points: bars([0.85, 0.75, 0.9]) },
  ],
};
