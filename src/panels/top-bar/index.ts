/** @file The bar at the top: what is trained, how it goes, and the page's own switches. */

import { definePanel } from '../panel.ts';
import { TopBar } from './TopBar.tsx';

export const topBar = definePanel({
  title: 'Top bar',
  area: 'top',
  summary: 'Presets, training, status and the settings of the page.',
  Component: TopBar,
});
