/** @file What the page is and whom it owes. */

import { lazy } from 'react';
import { definePanel } from '../panel.ts';

export const about = definePanel({
  id: 'about',
  title: 'About and credits',
  area: 'dialog',
  summary: 'What the page is, where its images and methods come from.',
  Component: lazy(async () => ({ default: (await import('./About.tsx')).About })),
});
