/** @file The graph and the picture of every target of `mim/targets`. */

import type { TargetId } from '../../mim/targets/index.ts';
import { normalizedPixels } from './normalized-pixels.ts';
import { pixels } from './pixels.ts';
import type { Target } from './target.ts';

export const TARGETS: Readonly<Record<TargetId, Target>> = {
  pixels,
  'normalized-pixels': normalizedPixels,
};
