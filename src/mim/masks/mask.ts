/** @file What a masking strategy is. One file per strategy beside this one; all are listed in `index.ts`. */

import type { Params, ValuesOf } from '../../lib/params.ts';
import type { Rng } from '../../lib/rng.ts';
import type { Grid, PatchMask } from '../grid.ts';

export interface MaskStrategy<P extends Params = Params> {
  /** English; the key of its translation, as is `summary`. */
  readonly label: string;
  /** One sentence, shown under the picker. */
  readonly summary: string;
  /** Paper section, and the file and commit whose behaviour we reproduce. */
  readonly source: string;
  readonly params: P;
  /** How many of the grid's patches `sample` hides, or comes nearest to: the count that training batches share. */
  hiddenCount(grid: Grid, values: ValuesOf<P>): number;
  /** Pure: the same grid, values and stream give the same mask. At least one patch stays visible. */
  sample(grid: Grid, values: ValuesOf<P>, rng: Rng): PatchMask;
}

/** Identity; it exists so `sample` sees the types of its own `params`. */
export const defineMask = <const P extends Params>(strategy: MaskStrategy<P>): MaskStrategy<P> => strategy;
