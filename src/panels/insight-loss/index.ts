/** @file The loss chart. */

import { definePanel } from '../panel.ts';
import { LossPanel } from './LossPanel.tsx';

export const loss = definePanel({
  title: 'Loss on hidden patches',
  area: 'insight',
  summary:
    'How wrong the model is about what it cannot see. Solid: the batches it trains on. Dashed: images it never trains on. Dotted: what filling in the mean visible colour would give, which a model that has learned something must beat.',
  Component: LossPanel,
});
