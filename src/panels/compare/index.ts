/** @file The same pictures, seed and steps, one thing changed. */

import { lazy } from 'react';
import { definePanel } from '../panel.ts';

export const compare = definePanel({
  id: 'compare',
  title: 'Compare',
  area: 'bench',
  summary: 'Trains two to four models that differ in one thing, and shows their answers side by side.',
  Component: lazy(async () => ({ default: (await import('./Compare.tsx')).Compare })),
});
