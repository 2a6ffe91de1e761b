/** @file How the model learns. */

import { definePanel } from '../panel.ts';
import { Training } from './Training.tsx';

export const training = definePanel({
  title: 'Training',
  area: 'training',
  summary:
    'How large a step is, how it changes over time and how many there are. All of it acts while training runs.',
  folded: true,
  Component: Training,
});
