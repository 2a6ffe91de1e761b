/** @file Orders in which the rows of a relation matrix can be shown. */

import { fiedlerOrder } from '../normalized-cut.ts';

export type PatchOrder = 'raster' | 'cluster' | 'hidden';

/** English; the keys of their translations. */
export const PATCH_ORDER_LABELS: Readonly<Record<PatchOrder, string>> = {
  raster: 'image order',
  cluster: 'clusters together',
  hidden: 'visible, then hidden',
};

/**
 * order[k] is the patch in row k. matrix: [n, n], symmetric, read for `cluster` only; hidden: [n], read for `hidden`
 * only, where patches of each half stay in image order.
 */
export function patchOrder(
  order: PatchOrder,
  n: number,
  matrix: ArrayLike<number>,
  hidden: ArrayLike<number>,
): Uint32Array<ArrayBuffer> {
  if (order === 'cluster') return fiedlerOrder(matrix, n);
  const raster = Uint32Array.from({ length: n }, (_, i) => i);
  if (order === 'raster') return raster;
  const isHidden = (i: number): number => ((hidden[i] ?? 0) === 0 ? 0 : 1);
  return raster.toSorted((a, b) => isHidden(a) - isHidden(b) || a - b);
}

/** The [n, n] matrix with rows and columns in that order. */
export function reordered(
  matrix: ArrayLike<number>,
  n: number,
  order: ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) out[i * n + j] = matrix[order[i]! * n + order[j]!]!;
  }
  return out;
}
