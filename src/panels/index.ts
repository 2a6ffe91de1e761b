/** @file Every panel, in the order in which each area shows its own. Adding one: its folder, and a line here. */

import { about } from './about/index.ts';
import { benchmark } from './benchmark/index.ts';
import { compare } from './compare/index.ts';
import { data } from './data/index.ts';
import { exportDialog, importDialog } from './export/index.ts';
import { curves } from './insight-curves/index.ts';
import { loss } from './insight-loss/index.ts';
import { similarity } from './insight-similarity/index.ts';
import { information } from './information/index.ts';
import { learn } from './learn/index.ts';
import { log } from './log/index.ts';
import { mask } from './mask/index.ts';
import { methods } from './methods/index.ts';
import { model } from './model/index.ts';
import type { Panel } from './panel.ts';
import { runs } from './runs/index.ts';
import { film } from './stage-film/index.ts';
import { pictures } from './stage-pictures/index.ts';
import { tools } from './stage-tools/index.ts';
import { topBar } from './top-bar/index.ts';
import { training } from './training/index.ts';

export const PANELS: readonly Panel[] = [
  topBar,
  data,
  mask,
  model,
  training,
  pictures,
  tools,
  film,
  loss,
  similarity,
  curves,
  runs,
  compare,
  information,
  learn,
  log,
  exportDialog,
  importDialog,
  about,
  benchmark,
  methods,
];
