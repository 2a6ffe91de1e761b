/** @file The mask's tools and facts. */

import { definePanel } from '../panel.ts';
import { Tools } from './Tools.tsx';

export const tools = definePanel({
  title: 'Mask tools',
  area: 'stage',
  summary: 'Brush, rectangle and pins for the mask, undo, and whether the shipped model or yours answers.',
  Component: Tools,
});
