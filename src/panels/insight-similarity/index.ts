/** @file The similarity matrix. */

import { definePanel } from '../panel.ts';
import { SimilarityPanel } from './SimilarityPanel.tsx';

export const similarity = definePanel({
  title: 'Patch similarity',
  area: 'insight',
  summary: 'How alike the model finds any two patches of the picture.',
  Component: SimilarityPanel,
});
