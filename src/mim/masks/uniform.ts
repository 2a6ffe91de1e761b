/** @file The draw that several strategies share: any H of N patches. */

import { shuffle, type Rng } from '../../lib/rng.ts';
import { keptByRatio, patchCount, visibleMask, type Grid, type PatchMask } from '../grid.ts';

/** Patches that MAE's rule hides; see {@link keptByRatio}. */
export const hiddenByRatio = (grid: Grid, ratio: number): number =>
  patchCount(grid) - keptByRatio(patchCount(grid), ratio);

/** Hides `hidden` patches at random: those that come last in a random order, as in MAE. */
export function hideAny(grid: Grid, hidden: number, rng: Rng): PatchMask {
  const n = patchCount(grid);
  const mask = visibleMask(grid);
  for (const i of shuffle(n, rng).subarray(n - hidden)) mask[i] = 1;
  return mask;
}

/** Hides the `hidden` patches with the highest keys ([N]); of equal keys the first ones. */
export function hideHighest(grid: Grid, keys: ArrayLike<number>, hidden: number): PatchMask {
  const order = Array.from({ length: patchCount(grid) }, (_, i) => i).toSorted((a, b) => keys[b]! - keys[a]!);
  const mask = visibleMask(grid);
  for (const i of order.slice(0, hidden)) mask[i] = 1;
  return mask;
}
