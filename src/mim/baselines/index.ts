/** @file Every baseline that a reconstruction is compared with. Adding one: write its file, add its line here. */

import { harmonic } from './harmonic.ts';
import { inverseDistance } from './inverse-distance.ts';
import { visibleMean } from './visible-mean.ts';

export const BASELINES = {
  'visible-mean': visibleMean,
  'inverse-distance': inverseDistance,
  harmonic,
} as const;
export type BaselineId = keyof typeof BASELINES;
