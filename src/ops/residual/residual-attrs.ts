/** @file Which branch of which images a residual op adds. */

import type { Attrs } from '../../graph/graph.ts';

export interface ResidualAttrs {
  readonly batch: number;
  /** The row of `keeps`. */
  readonly branch: number;
}
export const residualAttrs = (attrs: Attrs): ResidualAttrs => attrs as unknown as ResidualAttrs;
