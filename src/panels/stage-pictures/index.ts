/** @file The four linked pictures of the stage. */

import { definePanel } from '../panel.ts';
import { Pictures } from './Pictures.tsx';

export const pictures = definePanel({
  title: 'Pictures',
  area: 'stage',
  summary: 'The picture, what the model sees of it, and what the model makes of that.',
  Component: Pictures,
});
