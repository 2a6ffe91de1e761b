/** @file The images that the model learns from. */

import { definePanel } from '../panel.ts';
import { Data } from './Data.tsx';

export const data = definePanel({
  title: 'Data',
  area: 'data',
  summary: 'The images to learn from. Your own never leave this tab; some are always kept apart to test on.',
  Component: Data,
});
