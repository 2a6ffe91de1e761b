/** @file What is known and what is claimed about information between visible and hidden patches. */

import { lazy } from 'react';
import { definePanel } from '../panel.ts';

export const information = definePanel({
  id: 'information',
  title: 'Information',
  area: 'bench',
  summary:
    'What visible patches tell about hidden ones: measured on these pictures, beside what the article plots.',
  Component: lazy(async () => ({ default: (await import('./Information.tsx')).Information })),
});
