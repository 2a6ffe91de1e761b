/** @file The loss chart. */

import { definePanel } from '../panel.ts';
import { LossPanel } from './LossPanel.tsx';

export const loss = definePanel({
  title: 'Loss on hidden patches',
  area: 'insight',
  summary: 'How wrong the model is about what it cannot see, step by step.',
  Component: LossPanel,
});
