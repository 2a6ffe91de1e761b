/** @file Every metric of the recorder. Adding one: write its file, add its line here. */

import { attentionDistance } from './attention-distance.ts';
import { attentionNmi } from './attention-nmi.ts';
import { attentionGap, similarityGap } from './cluster-gap.ts';
import { featureVariance } from './feature-variance.ts';
import { fourier } from './fourier.ts';
import { maskTokenVariance } from './mask-token-variance.ts';
import { attentionChange, similarityChange } from './relation-change.ts';
import { similarityVariance } from './similarity-variance.ts';
import { textureAuc } from './texture-auc.ts';
import { accumulatedUtilization, utilization } from './utilization.ts';

export const METRICS = {
  'feature-variance': featureVariance,
  'similarity-variance': similarityVariance,
  'attention-nmi': attentionNmi,
  'attention-distance': attentionDistance,
  fourier,
  'mask-token-variance': maskTokenVariance,
  'similarity-gap': similarityGap,
  'attention-gap': attentionGap,
  'similarity-change': similarityChange,
  'attention-change': attentionChange,
  utilization,
  'accumulated-utilization': accumulatedUtilization,
  'texture-auc': textureAuc,
} as const;

export type MetricId = keyof typeof METRICS;
export const METRIC_IDS = Object.keys(METRICS) as readonly MetricId[];
