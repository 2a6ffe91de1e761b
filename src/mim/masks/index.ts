/** @file Every masking strategy. Adding one: write its file, add its line here. Nothing else changes. */

import { defaultsOf, type ValuesOf } from '../../lib/params.ts';
import type { Rng } from '../../lib/rng.ts';
import type { Grid, PatchMask } from '../grid.ts';
import { block } from './block.ts';
import { cells } from './cells.ts';
import { grid } from './grid.ts';
import type { MaskStrategy } from './mask.ts';
import { painted } from './painted.ts';
import { random } from './random.ts';

export const MASKS = { random, cells, block, grid, painted } as const;

export type MaskId = keyof typeof MASKS;

/** A chosen strategy with its values, as it stands in a config: `{ id: 'random', ratio: 0.75 }`. */
export type MaskChoice = {
  [I in MaskId]: { readonly id: I } & ValuesOf<(typeof MASKS)[I]['params']>;
}[MaskId];

export function sampleMask(grid: Grid, choice: MaskChoice, rng: Rng): PatchMask {
  const strategy: MaskStrategy = MASKS[choice.id];
  return strategy.sample(grid, choice, rng);
}

/** The count that a training batch with this choice shares; see {@link MaskStrategy.hiddenCount}. */
export function expectedHidden(grid: Grid, choice: MaskChoice): number {
  const strategy: MaskStrategy = MASKS[choice.id];
  return strategy.hiddenCount(grid, choice);
}

export function defaultMask<I extends MaskId>(id: I): Extract<MaskChoice, { id: I }> {
  return { id, ...defaultsOf(MASKS[id].params) } as unknown as Extract<MaskChoice, { id: I }>;
}
