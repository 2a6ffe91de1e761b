/** @file The graph of every target of `mim/targets`. */

import type { TargetId } from '../../mim/targets/index.ts';
import { colorBins } from './color-bins.ts';
import { hog } from './hog.ts';
import { normalizedPixels } from './normalized-pixels.ts';
import { pca } from './pca.ts';
import { pixels } from './pixels.ts';
import { pooledPixels } from './pooled-pixels.ts';
import type { TargetGraph } from './target.ts';

export const TARGET_GRAPHS: Readonly<Record<TargetId, TargetGraph>> = {
  pixels,
  'normalized-pixels': normalizedPixels,
  'pooled-pixels': pooledPixels,
  'color-bins': colorBins,
  hog,
  pca,
};
