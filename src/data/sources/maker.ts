/** @file What a maker of data sets is given. */

import type { Dataset, DatasetConfig, Progress } from '../dataset.ts';
import type { OwnImages } from '../intake/own-images.ts';

export interface MakeContext {
  /** Absolute address of the page's folder, ending in a slash; shipped sets lie in `data/` below it. */
  readonly baseUrl: string;
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
  readonly own: OwnImages;
}

/** Rejects with `cancelled` when the signal fires, `bad-file` when a shipped set cannot be had. */
export type DatasetMaker = (config: DatasetConfig, context: MakeContext) => Promise<Dataset>;
