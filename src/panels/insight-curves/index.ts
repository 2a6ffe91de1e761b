/** @file AvgDist against the mask ratio, and what runs reached at each. */

import { definePanel } from '../panel.ts';
import { CurvesPanel } from './CurvesPanel.tsx';

export const curves = definePanel({
  title: 'Mask curves',
  area: 'insight',
  summary: 'How far hidden pixels are from visible ones at every mask ratio, and how runs did there.',
  Component: CurvesPanel,
});
