/** @file Every target. Adding one: its file, a line here, and its graph in model/targets. */

import type { ValuesOf } from '../../lib/params.ts';
import { colorBins } from './color-bins.ts';
import { hog } from './hog.ts';
import { normalizedPixels } from './normalized-pixels.ts';
import { pca } from './pca.ts';
import { pixels } from './pixels.ts';
import { pooledPixels } from './pooled-pixels.ts';
import type { Target } from './target.ts';

export const TARGETS = {
  pixels,
  'normalized-pixels': normalizedPixels,
  'pooled-pixels': pooledPixels,
  'color-bins': colorBins,
  hog,
  pca,
} as const;
export type TargetId = keyof typeof TARGETS;
export type TargetChoice = {
  [I in TargetId]: { readonly id: I } & ValuesOf<(typeof TARGETS)[I]['params']>;
}[TargetId];

export const targetOf = (id: TargetId): Target => TARGETS[id];
