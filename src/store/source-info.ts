/** @file How many pictures each set has, as far as it was asked. */

import type { SourceId } from '../mim/sources/index.ts';
import { call } from './client.ts';
import { refreshMasked } from './live.ts';
import { shown } from './notices.ts';
import { redrawForContent } from './redraw.ts';
import { app } from './store.ts';

/** Asked once it is needed, because that may load the pictures. */
export async function loadSource(source: SourceId): Promise<void> {
  const info = await shown(() => call.sourceInfo(source));
  if (info === undefined) return;
  app.setState(({ sources }) => ({ sources: { ...sources, [source]: info } }));
  if (app.getState().image.source === source && redrawForContent()) refreshMasked();
}
