/** @file Histograms of oriented gradients: MaskFeat's target. */

import { padded } from '../../lib/padded.ts';
import { number } from '../../lib/params.ts';
import { paddedPatchLength } from '../patchify.ts';
import { defineTarget, numberOf, type TargetSettings } from './target.ts';

const BINS = 9;
/** Half the width of a stroke, in pixels. */
const STROKE_PX = 0.7;

const length = (patch: number, settings: TargetSettings): number =>
  3 * BINS * (patch / numberOf(settings, 'cell')) ** 2;

export const hog = defineTarget({
  label: 'Oriented gradients (HOG)',
  summary:
    'How much edge of which direction each small cell has, per channel: local shape without colour and brightness.',
  formula:
    'y = h / ‖h‖₂, h_b = Σ |∇x| over the pixels of the cell whose gradient points along b of 9 directions',
  source:
    'Wei et al. 2022 (MaskFeat) §3.2; facebookresearch/SlowFast@198bf9d slowfast/models/operators.py HOGLayerC',
  params: {
    cell: number({
      label: 'Cell',
      help: 'The side of the squares that get a histogram each. MaskFeat has 8 px for patches of 16 px.',
      unit: 'px',
      min: 1,
      max: 64,
      step: 1,
      whole: true,
      default: 4,
      effect: 'cold',
    }),
  },
  compares: 'values',
  columns: length,
  pixelSide: () => null,
  decode: (predicted, { patch, settings }) => ({
    shown: strokes(predicted, patch, numberOf(settings, 'cell')),
    measured: null,
    shows: 'orientations',
  }),
});

/**
 * Each cell's histograms as strokes through its middle, along the edges that they speak of: 0 is dark and 1 bright,
 * channel by channel. Bin b stands for gradients at b · 20° from downwards, whose edges run across them.
 */
function strokes(histograms: ArrayLike<number>, patch: number, cell: number): Float32Array<ArrayBuffer> {
  const cells = patch / cell;
  const from = padded(3 * BINS * cells * cells);
  const to = paddedPatchLength(patch);
  const marks = strokeMarks(cell);
  const shown = new Float32Array((histograms.length / from) * to);
  for (let i = 0; i * from < histograms.length; i++) {
    for (let pixel = 0; pixel < patch * patch; pixel++) {
      const [row, col] = [Math.floor(pixel / patch), pixel % patch];
      const place = Math.floor(row / cell) * cells + Math.floor(col / cell);
      const mark = marks[(row % cell) * cell + (col % cell)]!;
      for (let c = 0; c < 3; c++) {
        let value = -1;
        for (let b = 0; b < BINS; b++)
          value += 2 * mark[b]! * histograms[i * from + (place * 3 + c) * BINS + b]!;
        shown[i * to + pixel * 3 + c] = value;
      }
    }
  }
  return shown;
}

/** How near each pixel of a cell is to the stroke of each bin, 0..1: [cell², 9]. */
function strokeMarks(cell: number): readonly (readonly number[])[] {
  const middle = (cell - 1) / 2;
  return Array.from({ length: cell * cell }, (_, pixel) =>
    Array.from({ length: BINS }, (__, b) => {
      const angle = (b * Math.PI) / BINS;
      const across = (pixel % cell) - middle;
      const down = Math.floor(pixel / cell) - middle;
      // The gradient points along (sin, cos); a point's distance from the edge is its part along the gradient.
      const distance = across * Math.sin(angle) + down * Math.cos(angle);
      return Math.exp(-((distance / STROKE_PX) ** 2));
    }),
  );
}
