/** @file How fast this device trains. */

import { lazy } from 'react';
import { definePanel } from '../panel.ts';

export const benchmark = definePanel({
  id: 'benchmark',
  title: 'Benchmark',
  area: 'dialog',
  summary: 'Times a training step on every executor that this device has.',
  Component: lazy(async () => ({ default: (await import('./Benchmark.tsx')).Benchmark })),
});
