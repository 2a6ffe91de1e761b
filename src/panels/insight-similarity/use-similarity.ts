/** @file The similarity matrix as it is looked at: its order on screen, its scale, and the way from patches to places. */

import { useMemo } from 'react';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../../store/store.ts';
import type { Cells } from '../../ui/canvas/cells.ts';
import { rasterOrder, rowsOf, type SquareMatrix } from '../../ui/canvas/matrix.ts';
import { squareCells } from '../../ui/canvas/words.ts';
import { scaleOf, type ColourScale } from '../../ui/colour/scale.ts';

type Similarity = NonNullable<AppState['similarity']>;

export interface SimilarityLook {
  readonly similarity: Similarity;
  readonly matrix: SquareMatrix;
  readonly scale: ColourScale;
  readonly cells: Cells;
  /** The patch at a place on screen. */
  readonly patchAt: (place: number) => number;
  /** The place on screen of a patch; null where the matrix leaves it out. */
  readonly placeOf: (patch: number | null) => number | null;
  /** Similarity of two patches; null where the matrix leaves one out. */
  readonly between: (a: number, b: number) => number | null;
}

/** Rows in the order asked for: as in the image, by cluster once that is known, or the visible ones first. */
export function orderOf(
  { n, patches, fiedlerOrder }: Pick<Similarity, 'n' | 'patches' | 'fiedlerOrder'>,
  order: AppState['matrix']['order'],
  mask: ArrayLike<number>,
): Uint32Array<ArrayBuffer> {
  if (order === 'cluster' && fiedlerOrder !== null) return fiedlerOrder;
  const raster = rasterOrder(n);
  if (order !== 'mask') return raster;
  const isHidden = (row: number): number => mask[patches[row] ?? 0] ?? 0;
  return raster.toSorted((a, b) => isHidden(a) - isHidden(b) || a - b);
}

export function useSimilarity(): SimilarityLook | null {
  const similarity = useApp((s) => s.similarity);
  const order = useApp((s) => s.matrix.order);
  const choice = useApp((s) => s.matrix.scale);
  const mask = useApp((s) => s.mask);
  const relevantMask = order === 'mask' ? mask : null;
  return useMemo(() => {
    if (similarity === null) return null;
    const { matrix: values, n, patches } = similarity;
    const screen = orderOf(similarity, order, relevantMask ?? []);
    const places = new Uint32Array(n);
    for (const [place, row] of screen.entries()) places[row] = place;
    const count = Math.max(mask.length, ...patches.map((patch) => patch + 1));
    const rows = rowsOf(patches, count);
    return {
      similarity,
      matrix: { values, n, order: screen },
      scale: scaleOf(choice, values),
      cells: squareCells(count),
      patchAt: (place) => patches[screen[place] ?? 0] ?? 0,
      placeOf: (patch) => {
        const row = patch === null ? -1 : (rows[patch] ?? -1);
        return row < 0 ? null : (places[row] ?? null);
      },
      between: (a, b) => {
        const [row, col] = [rows[a] ?? -1, rows[b] ?? -1];
        return row < 0 || col < 0 ? null : (values[row * n + col] ?? null);
      },
    };
  }, [similarity, order, choice, relevantMask, mask.length]);
}
