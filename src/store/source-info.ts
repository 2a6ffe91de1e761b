/** @file How many pictures each set has, as far as it was asked. */

import type { SourceId } from '../mim/sources/index.ts';
import { call } from './client.ts';
import { shown } from './notices.ts';
import { app } from './store.ts';

/** Asked once it is needed, because that may load the pictures. */
export async function loadSource(source: SourceId): Promise<void> {
  const info = await shown(() => call.sourceInfo(source));
  if (info !== undefined) app.setState(({ sources }) => ({ sources: { ...sources, [source]: info } }));
}
