/** @file Every panel, in the order in which each area shows its own. Adding one: its folder, and a line here. */

import { about } from './about/index.ts';
import { data } from './data/index.ts';
import { exportDialog, importDialog } from './export/index.ts';
import { log } from './log/index.ts';
import { mask } from './mask/index.ts';
import { model } from './model/index.ts';
import type { Panel } from './panel.ts';
import { runs } from './runs/index.ts';
import { topBar } from './top-bar/index.ts';
import { training } from './training/index.ts';

export const PANELS: readonly Panel[] = [
  topBar,
  data,
  mask,
  model,
  training,
  runs,
  log,
  exportDialog,
  importDialog,
  about,
];
