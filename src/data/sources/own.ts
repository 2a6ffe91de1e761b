/** @file The person's own pictures. */

import type { DatasetMaker } from './maker.ts';

/** Rejects with `bad-config` while there are none. */
export const makeOwn: DatasetMaker = (config, { own, signal, progress }) =>
  own.dataset(config, { ...(signal && { signal }), ...(progress && { progress }) });
