/**
 * @file Patches made smaller: the mean of every square of `factor` × `factor` pixels, channel by channel.
 *
 * Source: SimMIM §4.1.3 "Prediction resolution": the target is the image, down-sampled. No derivative: a target has none.
 */

import { invariant } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

/** Numbers of a patch made smaller, 3 (patch / factor)². */
export const pooledLength = (patch: number, factor: number): number => 3 * (patch / factor) ** 2;
const padded = (length: number): number => Math.ceil(length / 4) * 4;

/**
 * inputs: patches [R, P] in the order (row, column, channel).  attrs: patch p, factor f that divides it.
 * outputs: [R, 3 (p / f)² rounded up to a multiple of 4], the same order, padding 0.
 */
export const poolPatches = defineOp({
  name: 'pool-patches',
  outputs([x], { patch, factor }) {
    invariant(typeof patch === 'number' && typeof factor === 'number' && patch % factor === 0, 'factor');
    invariant(3 * patch * patch <= x![1]!, 'patch');
    return [[x![0]!, padded(pooledLength(patch, factor))]];
  },
  reference({ inputs: [x], outputs: [y], inputShapes, outputShapes, attrs }) {
    const [rows = 0, width = 0] = inputShapes[0]!;
    const out = outputShapes[0]![1]!;
    const [patch, factor] = [attrs['patch'] as number, attrs['factor'] as number];
    y!.fill(0);
    const small = patch / factor;
    for (let r = 0; r < rows; r++) {
      for (let pixel = 0; pixel < patch * patch; pixel++) {
        const [row, col] = [Math.floor(pixel / patch), pixel % patch];
        const at = (Math.floor(row / factor) * small + Math.floor(col / factor)) * 3;
        for (let c = 0; c < 3; c++) {
          const share = x![r * width + pixel * 3 + c]! / (factor * factor);
          y![r * out + at + c] = y![r * out + at + c]! + share;
        }
      }
    }
  },
});
