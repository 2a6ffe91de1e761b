/** @file What a masking strategy is. One file per strategy beside this one; all are listed in `index.ts`. */

import type { Params, ValuesOf } from '../../lib/params.ts';
import type { Rng } from '../../lib/rng.ts';
import type { Content } from '../content.ts';
import type { Grid, PatchMask } from '../grid.ts';

/** What a strategy draws from, where that is simple enough for exact expectations. */
export type MaskLaw =
  /** Each of these masks is as likely as any other. */
  | { readonly kind: 'one-of'; readonly masks: readonly PatchMask[] }
  /** Any `hidden` of the cells of `unit` × `unit` patches, which divide the grid. */
  | { readonly kind: 'uniform'; readonly unit: number; readonly hidden: number };

export interface MaskStrategy<P extends Params = Params> {
  /** English; the key of its translation, as are `summary` and `differs`. */
  readonly label: string;
  /** One sentence, shown under the picker. */
  readonly summary: string;
  /** The rule in symbols, the same in every language: mask M (1 = hidden) of N patches, H of them hidden, ratio r. */
  readonly formula: string;
  /** Paper section, and the file and commit whose behaviour we reproduce. */
  readonly source: string;
  /** What is not as in the source. */
  readonly differs?: string;
  readonly params: P;
  /** Set where the mask depends on the picture; without {@link Content} all pictures count as equally complex. */
  readonly needs?: 'content';
  /** How many of the grid's patches `sample` hides of this picture; without one, the count that training batches share. */
  hiddenCount(grid: Grid, values: ValuesOf<P>, content?: Content): number;
  /** Pure: the same grid, values, stream and content give the same mask. At least one patch stays visible. */
  sample(grid: Grid, values: ValuesOf<P>, rng: Rng, content?: Content): PatchMask;
  /** Undefined where expectations have to be sampled. */
  law?(grid: Grid, values: ValuesOf<P>, content?: Content): MaskLaw | undefined;
}

/** Identity; it exists so `sample` sees the types of its own `params`. */
export const defineMask = <const P extends Params>(strategy: MaskStrategy<P>): MaskStrategy<P> => strategy;
