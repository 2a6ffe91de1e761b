/** @file The article's mutual information against the mask ratio. */

import { curveOf, linspace, type ArticleCard } from './verdict.ts';

/** Bits: H − H (1 − ratio) of an image whose entropy is set, as the article has it. 6 at (0.75, 8). */
export const articleInformation = (ratio: number, entropy: number): number => entropy - entropy * (1 - ratio);

export const ratioCurve: ArticleCard = {
  label: 'Information against mask ratio',
  verdict: 'invented',
  summary:
    'A placeholder: H of the hidden part is taken as constant and the rest as H · (1 − ratio), so the line rises to the end, where nothing is visible and the truth is 0. For random masks the true curve is symmetric with its maximum at one half.',
  formula: 'I = H − H (1 − r) = H r, H = 10',
  source: 'document 000, MutualInformationTheory.plot_mi_vs_mask_ratio',
  xLabel: 'Mask ratio',
  yLabel: 'bits',
  series: () => [
    {
      label: 'I(visible; hidden), as the article has it',
      points: curveOf(linspace(0.1, 0.9, 50), (ratio) => articleInformation(ratio, 10)),
    },
  ],
};
