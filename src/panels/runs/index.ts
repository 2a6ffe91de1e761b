/** @file The runs of this visit. */

import { lazy } from 'react';
import { definePanel } from '../panel.ts';

export const runs = definePanel({
  id: 'runs',
  title: 'Runs',
  area: 'bench',
  summary: 'Every run of this visit with its last step, its loss and what differs from the run before.',
  Component: lazy(async () => ({ default: (await import('./Runs.tsx')).Runs })),
});
