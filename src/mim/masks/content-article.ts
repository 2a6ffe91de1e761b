/** @file Content-aware masking as article 000 writes it: a ratio for each image from how much its pixels vary. */

import type { Content } from '../content.ts';
import type { Grid } from '../grid.ts';
import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';
import { hiddenByRatio, hideAny } from './uniform.ts';

const SPAN = 0.2;
const STEEPNESS = 10;
const LOWEST = 0.4;
const HIGHEST = 0.9;
/** Of the sigmoid over all variances that there can be: [½, 1). */
const MIDDLE = 0.75;

export const contentArticle = defineMask({
  label: 'Content, as written',
  summary:
    'Hides more of images that vary more. A variance is never negative, so the ratio is never below its base: at 75 % it lies between 75 and 85 %.',
  formula: 'rᵢ = clip(r + 0.2 (σ(10 · Var xᵢ) − ½), 0.4, 0.9)',
  source: 'article 000, “自適應掩碼策略”, AdaptiveMaskingStrategy.content_aware_masking',
  differs:
    'Its comment says variance between patches, its code takes the variance of all values; we follow the code, on RGB of 0 to 1. Counts then differ from image to image and cannot be batched: where a model needs one count, masks are topped up or trimmed at random to that of the middle of the range.',
  params: { ratio: ratioParam(0.75) },
  needs: 'content',
  hiddenCount: hiddenOf,
  sample: (grid, values, rng, content) => hideAny(grid, hiddenOf(grid, values, content), rng),
  law: (grid, values, content) => ({ kind: 'uniform', unit: 1, hidden: hiddenOf(grid, values, content) }),
});

function hiddenOf(grid: Grid, { ratio }: { readonly ratio: number }, content?: Content): number {
  return ratio === 0 ? 0 : hiddenByRatio(grid, articleRatio(ratio, content?.variance));
}

/** The article's ratio for an image of this variance; the middle of what it can be where none is given. */
export function articleRatio(base: number, variance?: number): number {
  const complexity = variance === undefined ? MIDDLE : 1 / (1 + Math.exp(-STEEPNESS * variance));
  return Math.min(HIGHEST, Math.max(LOWEST, base + (complexity - 0.5) * SPAN));
}
