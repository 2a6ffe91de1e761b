/** @file How patches are named to people: rows and columns from 1. */

import { t } from '../../i18n/i18n.ts';
import type { Cells } from './cells.ts';

/** "row 6, column 3". */
export const patchWords = (patch: number, { cols }: Pick<Cells, 'cols'>): string =>
  t('row {{row}}, column {{column}}', { row: Math.floor(patch / cols) + 1, column: (patch % cols) + 1 });

/** "(6, 3)". */
export const patchPair = (patch: number, { cols }: Pick<Cells, 'cols'>): string =>
  `(${String(Math.floor(patch / cols) + 1)}, ${String((patch % cols) + 1)})`;

/** A square grid of `count` patches. */
export function squareCells(count: number): Cells {
  const side = Math.max(1, Math.round(Math.sqrt(count)));
  return { rows: side, cols: side };
}
