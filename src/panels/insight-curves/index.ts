/** @file AvgDist against the mask ratio, and what runs reached at each. */

import { lazy } from 'react';
import { definePanel } from '../panel.ts';

export const curves = definePanel({
  title: 'Mask curves',
  area: 'insight',
  summary: 'How far hidden pixels are from visible ones at every mask ratio, and how runs did there.',
  Component: lazy(async () => ({ default: (await import('./CurvesPanel.tsx')).CurvesPanel })),
});
