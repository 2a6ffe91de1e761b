/** @file Taking hold of the square of the square strategy, to drag it over the picture. */

import { putSquare } from '../../store/actions.ts';
import { app } from '../../store/store.ts';
import type { Cells } from '../../ui/canvas/cells.ts';

/** How far inside the square it was taken hold of, in patches. */
export interface Grip {
  readonly rows: number;
  readonly cols: number;
}

/** Null where the patch is not in the square, or another strategy is chosen. */
export function grabbed(patch: number, { rows, cols }: Cells): Grip | null {
  const { mask, draft } = app.getState();
  if (draft.mask.id !== 'square' || mask[patch] === 0) return null;
  const hidden = Array.from({ length: rows * cols }, (_, i) => i).filter((i) => mask[i] === 1);
  const top = Math.floor((hidden[0] ?? 0) / cols);
  const left = Math.min(...hidden.map((i) => i % cols));
  return { rows: Math.floor(patch / cols) - top, cols: (patch % cols) - left };
}

export function dragTo(patch: number, grip: Grip, { cols }: Cells): void {
  putSquare(Math.floor(patch / cols) - grip.rows, (patch % cols) - grip.cols);
}
