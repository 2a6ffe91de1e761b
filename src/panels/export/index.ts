/** @file Weights out and in. */

import { lazy } from 'react';
import { definePanel } from '../panel.ts';

export const exportDialog = definePanel({
  id: 'export',
  title: 'Export',
  area: 'dialog',
  summary: 'Takes the trained weights home.',
  Component: lazy(async () => ({ default: (await import('./Export.tsx')).Export })),
});

export const importDialog = definePanel({
  id: 'import',
  title: 'Import',
  area: 'dialog',
  summary: 'Brings weights, settings or images in.',
  Component: lazy(async () => ({ default: (await import('./Import.tsx')).Import })),
});
