/** @file Every method, with what it is and what of its paper is not so here. */

import { lazy } from 'react';
import { definePanel } from '../panel.ts';

export const methods = definePanel({
  id: 'methods',
  title: 'Methods',
  area: 'dialog',
  summary: 'Every method with its source, and what differs from it at this size; one press trains it.',
  Component: lazy(async () => ({ default: (await import('./Methods.tsx')).Methods })),
});
