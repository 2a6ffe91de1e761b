/** @file All Chinese strings by their English sentence. Adding an area: its file, and a line here. */

import { app } from './app.ts';
import { benchmark } from './benchmark.ts';
import { compare } from './compare.ts';
import { data } from './data.ts';
import { engine } from './engine.ts';
import { information } from './information.ts';
import { io } from './io.ts';
import { learn } from './learn.ts';
import { masks } from './masks.ts';
import { methods } from './methods.ts';
import { metrics } from './metrics.ts';
import { mim } from './mim.ts';
import { models } from './models.ts';
import { objectives } from './objectives.ts';
import { panels } from './panels.ts';
import { rail } from './rail.ts';
import { store } from './store.ts';
import { ui } from './ui.ts';

export const ZH_AREAS = {
  app,
  ui,
  rail,
  mim,
  models,
  metrics,
  masks,
  io,
  data,
  engine,
  store,
  panels,
  learn,
  benchmark,
  compare,
  methods,
  information,
  objectives,
} as const;

export const zh: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(ZH_AREAS));
