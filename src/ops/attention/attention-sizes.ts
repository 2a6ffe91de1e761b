/** @file The sizes that attention and its derivative are told as attributes. */

import type { Attrs } from '../../graph/graph.ts';

export interface AttentionSizes {
  readonly batch: number;
  readonly tokens: number;
  readonly heads: number;
}

export const attentionSizes = (attrs: Attrs): AttentionSizes => attrs as unknown as AttentionSizes;
