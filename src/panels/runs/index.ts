/** @file The runs of this visit. */

import { definePanel } from '../panel.ts';
import { Runs } from './Runs.tsx';

export const runs = definePanel({
  id: 'runs',
  title: 'Runs',
  area: 'bench',
  summary: 'Every run of this visit with its last step, its loss and what differs from the run before.',
  Component: Runs,
});
