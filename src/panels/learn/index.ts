/** @file What the documents say, card by card, on the live page. */

import { lazy } from 'react';
import { definePanel } from '../panel.ts';

export const learn = definePanel({
  id: 'learn',
  title: 'Learn',
  area: 'bench',
  summary: 'What the documents say, card by card: each sets a state and points at what it speaks of.',
  Component: lazy(async () => ({ default: (await import('./Learn.tsx')).Learn })),
});
