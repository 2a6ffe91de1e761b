/** @file Content-aware ratio, corrected: more is hidden of images that are more complex than their set, less of others. */

import { number } from '../../lib/params.ts';
import { standing, type Content } from '../content.ts';
import { patchCount, type Grid } from '../grid.ts';
import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';
import { hiddenByRatio, hideAny } from './uniform.ts';

export const contentRatio = defineMask({
  label: 'Content, ratio',
  summary:
    'Hides more of images that are more complex than the mean of their set and less of simpler ones; over the set the ratio stays what you set.',
  formula: 'zᵢ = (Var xᵢ − μ) / s,  rᵢ = r + a · tanh zᵢ',
  source: 'ours, after article 000: its ratio with a standardised complexity',
  differs:
    'μ and s are of the whole set. A model that drops hidden patches needs one count for a batch: masks are topped up or trimmed at random to that of the ratio r, so what is left there of the differences is little.',
  params: {
    ratio: ratioParam(0.75),
    span: number({
      label: 'Span of the ratio',
      help: 'How far the ratio of a very complex or a very simple image moves from the one that is set.',
      min: 0,
      max: 0.4,
      step: 0.01,
      default: 0.15,
      percent: true,
      effect: 'hot',
    }),
  },
  needs: 'content',
  hiddenCount: hiddenOf,
  sample: (grid, values, rng, content) => hideAny(grid, hiddenOf(grid, values, content), rng),
  law: (grid, values, content) => ({ kind: 'uniform', unit: 1, hidden: hiddenOf(grid, values, content) }),
});

function hiddenOf(
  grid: Grid,
  { ratio, span }: { readonly ratio: number; readonly span: number },
  content?: Content,
): number {
  if (ratio === 0) return 0;
  if (content === undefined) return hiddenByRatio(grid, ratio);
  const own = Math.min(1, Math.max(0, ratio + span * Math.tanh(standing(content))));
  return Math.max(Math.min(1, patchCount(grid) - 1), hiddenByRatio(grid, own));
}
