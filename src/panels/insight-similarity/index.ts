/** @file The similarity matrix. */

import { definePanel } from '../panel.ts';
import { SimilarityPanel } from './SimilarityPanel.tsx';

export const similarity = definePanel({
  title: 'Patch similarity',
  area: 'insight',
  summary:
    'How alike the model finds any two patches: the cosine of the angle between their features. An untrained model finds everything alike; blocks appear as it learns which patches belong together.',
  Component: SimilarityPanel,
});
