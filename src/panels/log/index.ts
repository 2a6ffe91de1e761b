/** @file What happened. */

import { lazy } from 'react';
import { definePanel } from '../panel.ts';

export const log = definePanel({
  id: 'log',
  title: 'Log',
  area: 'bench',
  summary: 'What the page and the engine did, newest first.',
  Component: lazy(async () => ({ default: (await import('./Log.tsx')).Log })),
});
