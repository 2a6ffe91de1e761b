/**
 * @file Cuts a batch of training patches out of stored images: crop, bilinear resize, flip, normalise, patchify.
 *
 *   position of output pixel u of n across a crop [x0, x0 + w): x0 + (u + ½) w / n - ½, clamped to the image
 *   value: (RGB / 255 - mean) / deviation;  patch vector: (row, column, channel), channel fastest, zero-padded to P
 *
 * A crop of the whole image at its own size gives the stored pixels back.
 * Source: MAE appendix A.1 for the augmentation; facebookresearch/mae@efb2a80 models_mae.py patchify for the order.
 * Differs: bilinear where torchvision's recipe is bicubic with antialiasing.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import type { Attrs } from '../../graph/graph.ts';
import { defineOp } from '../../graph/op.ts';

export interface SampleAttrs {
  readonly side: number;
  readonly patch: number;
  /** P: 3 p² rounded up to a multiple of 4. */
  readonly columns: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}
export const sampleAttrs = (attrs: Attrs): SampleAttrs => attrs as unknown as SampleAttrs;

/** Floats per crop: image index, x0, y0, width, height in stored pixels, flip (1 mirrors left and right), 0, 0. */
export const CROP_SIZE = 8;

/** inputs: images u8 [count, S, S, 3], crops [B, 8].  outputs: patches [B N, P], N = (side / patch)² */
export const samplePatches = defineOp({
  name: 'sample-patches',
  outputs([images, crops], attrs) {
    const { side, patch, columns } = sampleAttrs(attrs);
    assertShape(images!, [null, null, images![1]!, 3], 'images');
    assertShape(crops!, [null, CROP_SIZE], 'crops');
    invariant(
      side % patch === 0 && columns % 4 === 0 && columns >= 3 * patch * patch,
      'patches that do not fit',
    );
    return [[crops![0]! * (side / patch) ** 2, columns]];
  },
  reference({ inputs: [images, crops], outputs: [patches], inputShapes, attrs }) {
    const { side, patch, columns, mean, deviation } = sampleAttrs(attrs);
    const stored = inputShapes[0]![1]!;
    const across = side / patch;
    patches!.fill(0);
    for (let b = 0; b < inputShapes[1]![0]!; b++) {
      const [image = 0, x0 = 0, y0 = 0, width = 0, height = 0, flip = 0] = crops!.subarray(b * CROP_SIZE);
      for (let row = 0; row < side; row++) {
        const y = clamp(y0 + ((row + 0.5) * height) / side - 0.5, stored - 1);
        for (let col = 0; col < side; col++) {
          const u = flip > 0.5 ? side - 1 - col : col;
          const x = clamp(x0 + ((u + 0.5) * width) / side - 0.5, stored - 1);
          const token = (b * across + Math.floor(row / patch)) * across + Math.floor(col / patch);
          const at = token * columns + ((row % patch) * patch + (col % patch)) * 3;
          for (let c = 0; c < 3; c++) {
            const value = bilinear(images!, image * stored * stored, stored, x, y, c) / 255;
            patches![at + c] = (value - mean[c]!) / deviation[c]!;
          }
        }
      }
    }
  },
});

const clamp = (x: number, top: number): number => Math.min(Math.max(x, 0), top);

function bilinear(
  images: ArrayLike<number>,
  first: number,
  side: number,
  x: number,
  y: number,
  c: number,
): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = Math.min(left + 1, side - 1);
  const bottom = Math.min(top + 1, side - 1);
  const at = (row: number, col: number): number => images[(first + row * side + col) * 3 + c]!;
  const upper = at(top, left) + (at(top, right) - at(top, left)) * (x - left);
  const lower = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * (x - left);
  return upper + (lower - upper) * (y - top);
}
