/** @file Painted masking: exactly the patches that the person hid. */

import { fromBase64Url, toBase64Url } from '../../lib/base64url.ts';
import { text } from '../../lib/params.ts';
import { hiddenCount, visibleMask, type Grid, type PatchMask } from '../grid.ts';
import { defineMask } from './mask.ts';

/**
 * Rows, columns, then one bit per patch in row-major order, lowest bit first, all as base64url: the value of `bits`.
 * `grid` has at most 255 rows and columns.
 */
export function encodePainted(grid: Grid, mask: ArrayLike<number>): string {
  const bytes = new Uint8Array(2 + Math.ceil(mask.length / 8));
  bytes.set([grid.rows, grid.cols]);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] !== 0) bytes[2 + (i >> 3)]! |= 1 << (i & 7);
  }
  return toBase64Url(bytes);
}

/** Undefined for '' and for any text that {@link encodePainted} does not make. */
export function decodePainted(bits: string): { readonly grid: Grid; readonly mask: PatchMask } | undefined {
  const bytes = fromBase64Url(bits);
  const [rows = 0, cols = 0] = bytes ?? [];
  const n = rows * cols;
  if (bytes === undefined || n === 0 || bytes.length !== 2 + Math.ceil(n / 8)) return undefined;
  const grid = { rows, cols };
  const mask = visibleMask(grid);
  for (let i = 0; i < n; i++) mask[i] = (bytes[2 + (i >> 3)]! >> (i & 7)) & 1;
  return { grid, mask };
}

/** Hides nothing until something is painted. Reveals the middle patch where every patch is painted. */
export const painted = defineMask({
  label: 'Painted',
  summary: 'Hides what you paint, the same patches in every image.',
  formula: 'M = P',
  source: 'ours',
  params: {
    bits: text({
      label: 'Painted patches',
      default: '',
      maxLength: 4096,
      effect: 'hot',
    }),
  },
  hiddenCount: (grid, { bits }) => hiddenCount(resampled(grid, bits)),
  sample: (grid, { bits }) => resampled(grid, bits),
  law: (grid, { bits }) => ({ kind: 'one-of', masks: [resampled(grid, bits)] }),
});

/** Each patch takes the painted patch under its centre, so another patch size keeps the painted shape. */
export function resampled(grid: Grid, bits: string): PatchMask {
  const mask = visibleMask(grid);
  const paint = decodePainted(bits);
  if (paint === undefined) return mask;
  const { rows, cols } = paint.grid;
  for (let i = 0; i < mask.length; i++) {
    const row = Math.floor(((Math.floor(i / grid.cols) + 0.5) * rows) / grid.rows);
    const col = Math.floor((((i % grid.cols) + 0.5) * cols) / grid.cols);
    mask[i] = paint.mask[row * cols + col]!;
  }
  if (!mask.includes(0)) mask[Math.floor(grid.rows / 2) * grid.cols + Math.floor(grid.cols / 2)] = 0;
  return mask;
}
