/** @file What the shipped model is and how it learns. */

import { PRESETS } from '../../src/config/presets.ts';
import type { RunConfig } from '../../src/config/run-config.ts';

const { config } = PRESETS['mae-m'];

export const RECIPE: RunConfig = {
  ...config,
  seed: 1,
  data: { ...config.data, source: 'mixed', patterns: { ...config.data.patterns, count: 2048 } },
  optimizer: { ...config.optimizer, learningRate: 0.001 },
  schedule: { id: 'cosine', warmup: 500, floor: 0 },
  batch: 12,
  steps: 20_000,
};
