/** @file The article's formulas that have no curve, with what is right and wrong about each. */

import type { Verdict } from './verdict.ts';

export interface ArticleStatement {
  /** English; the key of its translation, as is `summary`. */
  readonly label: string;
  readonly verdict: Verdict;
  readonly summary: string;
  readonly formula: string;
}

export const ARTICLE_STATEMENTS: readonly ArticleStatement[] = [
  {
    label: 'Definition of mutual information',
    verdict: 'formula',
    summary: 'Correct.',
    formula: 'I(X_v; X_m) = H(X_m) − H(X_m | X_v)',
  },
  {
    label: '“MIM maximises the information between visible and hidden parts”',
    verdict: 'heuristic',
    summary:
      'Not as stated: for given data and masks that information is a constant. Training tightens a lower bound on it; it is the bound that moves.',
    formula: 'I ≥ H(X_m) − CE(q)',
  },
  {
    label: 'InfoNCE estimate',
    verdict: 'formula',
    summary:
      'The bound is sound. The article’s demonstration feeds it scores that overflow, and its loss class returns −L instead of log N − L.',
    formula: 'I ≥ log N − L, at most log N',
  },
  {
    label: 'Variational lower bound',
    verdict: 'heuristic',
    summary:
      'What is called KL is log p − log q, so the bound is log q whatever p is, and that “KL” can be negative. The true one integrates over a latent z.',
    formula: 'ELBO = log p − (log p − log q) = log q',
  },
];
