/** @file Every curve that document 000 plots, with our verdict. Adding one: its file, and a line here. */

import { bottleneck, flow } from './bottleneck.ts';
import { adaptiveRatio, optimalRatio } from './optimal-ratio.ts';
import { ratioCurve } from './ratio-curve.ts';
import { methodBars, simulatedCorrelation } from './simulated.ts';

export const ARTICLE_CARDS = {
  'information-ratio': ratioCurve,
  flow,
  bottleneck,
  'optimal-ratio': optimalRatio,
  'adaptive-ratio': adaptiveRatio,
  'simulated-correlation': simulatedCorrelation,
  'method-bars': methodBars,
} as const;
export type ArticleCardId = keyof typeof ARTICLE_CARDS;
