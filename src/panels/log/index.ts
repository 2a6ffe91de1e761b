/** @file What happened. */

import { definePanel } from '../panel.ts';
import { Log } from './Log.tsx';

export const log = definePanel({
  id: 'log',
  title: 'Log',
  area: 'bench',
  summary: 'What the page and the engine did, newest first.',
  Component: Log,
});
