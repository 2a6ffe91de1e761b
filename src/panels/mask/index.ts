/** @file What is hidden from the model. */

import { definePanel } from '../panel.ts';
import { Mask } from './Mask.tsx';

export const mask = definePanel({
  title: 'Mask',
  area: 'mask',
  summary:
    'Which patches are hidden, on screen and in training. The more is hidden, the more the model has to understand.',
  Component: Mask,
});
