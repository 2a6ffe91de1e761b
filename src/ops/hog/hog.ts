/**
 * @file Histograms of oriented gradients of every patch, per channel and cell: MaskFeat's target.
 *
 *   g = Sobel differences of the whole image (borders reflected), m = |g|, φ = angle of g modulo π in bins
 *   h_b = Σ_{pixels of the cell} m · share of b,  y = h / max(‖h‖₂, 1e-12)
 *
 * Source: Wei et al. 2022 (MaskFeat) §3.2, 9 bins, per channel, L2 norm; facebookresearch/SlowFast@198bf9d
 * slowfast/models/operators.py HOGLayerC. No derivative: a target has none.
 * Differs: a vote is shared by the two nearest bins, as Dalal & Triggs 2005 do, instead of falling to one; an angle on
 * the border of two bins then gives the same target on every machine.
 */

import { invariant } from '../../lib/assert.ts';
import type { Attrs } from '../../graph/graph.ts';
import { defineOp } from '../../graph/op.ts';

export const HOG_BINS = 9;

export interface HogAttrs {
  /** Patches across and down; R = B · rows · cols. */
  readonly rows: number;
  readonly cols: number;
  /** p, in pixels. */
  readonly patch: number;
  /** Side of a cell in pixels; divides p. */
  readonly cell: number;
}
export const hogAttrs = (attrs: Attrs): HogAttrs => attrs as unknown as HogAttrs;

/** Numbers of one patch: (p / cell)² cells of 3 channels of 9 bins. */
export const hogLength = (patch: number, cell: number): number => 3 * HOG_BINS * (patch / cell) ** 2;

/**
 * inputs: patches [B rows cols, P] in the order (row, column, channel).
 * outputs: [B rows cols, hogLength up to a multiple of 4] in the order (cell, channel, bin), padding 0.
 */
export const hog = defineOp({
  name: 'hog',
  outputs([x], attrs) {
    const { rows, cols, patch, cell } = hogAttrs(attrs);
    invariant(patch % cell === 0 && 3 * patch * patch <= x![1]!, 'cell');
    invariant(x![0]! % (rows * cols) === 0, 'grid');
    invariant(Math.min(rows, cols) * patch >= 2, 'an image of two pixels at least');
    return [[x![0]!, Math.ceil(hogLength(patch, cell) / 4) * 4]];
  },
  reference({ inputs: [x], outputs: [y], inputShapes, outputShapes, attrs }) {
    const { rows, cols, patch, cell } = hogAttrs(attrs);
    const width = inputShapes[0]![1]!;
    const [count = 0, out = 0] = outputShapes[0]!;
    const cells = patch / cell;
    y!.fill(0);
    for (let r = 0; r < count; r++) {
      const image = Math.floor(r / (rows * cols)) * rows * cols;
      const top = Math.floor((r - image) / cols) * patch;
      const left = ((r - image) % cols) * patch;
      for (let part = 0; part < cells * cells * 3; part++) {
        const at = (row: number, col: number): number => {
          const [i, j] = [reflect(row, rows * patch), reflect(col, cols * patch)];
          const token = image + Math.floor(i / patch) * cols + Math.floor(j / patch);
          return x![token * width + ((i % patch) * patch + (j % patch)) * 3 + (part % 3)]!;
        };
        const place = Math.floor(part / 3);
        const from = [top + Math.floor(place / cells) * cell, left + (place % cells) * cell] as const;
        const histogram = cellHistogram(at, from, cell);
        histogram.forEach((h, bin) => (y![r * out + part * HOG_BINS + bin] = h));
      }
    }
  },
});

const reflect = (i: number, size: number): number => (i < 0 ? -i : i >= size ? 2 * size - 2 - i : i);

function cellHistogram(
  at: (row: number, col: number) => number,
  [top, left]: readonly [number, number],
  cell: number,
): number[] {
  const histogram = Array.from({ length: HOG_BINS }, () => 0);
  for (let row = top; row < top + cell; row++) {
    for (let col = left; col < left + cell; col++) {
      const column = (c: number): number => at(row - 1, c) + 2 * at(row, c) + at(row + 1, c);
      const line = (r: number): number => at(r, col - 1) + 2 * at(r, col) + at(r, col + 1);
      const gx = column(col - 1) - column(col + 1);
      const gy = line(row - 1) - line(row + 1);
      const length = Math.hypot(gx, gy);
      if (length === 0) continue;
      const angle = (Math.atan2(gx, gy) / Math.PI + 1) * HOG_BINS; // 0..18, twice around
      const share = angle - Math.floor(angle);
      const bin = Math.floor(angle) % HOG_BINS;
      histogram[bin]! += length * (1 - share);
      histogram[(bin + 1) % HOG_BINS]! += length * share;
    }
  }
  const norm = Math.max(Math.hypot(...histogram), 1e-12);
  return histogram.map((h) => h / norm);
}
