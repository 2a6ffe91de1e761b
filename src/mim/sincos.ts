/** @file The fixed two-dimensional sine-cosine position table. Source: MAE appendix A.1; facebookresearch/mae@efb2a80 util/pos_embed.py. */

import { invariant } from '../lib/assert.ts';
import { patchCount, type Grid } from './grid.ts';

/**
 * [1 + rows · cols, width]: a row of zeros for the class token, then one row per patch. The first half of the channels
 * is the patch's column, the second its row, each as sines of all frequencies followed by their cosines.
 * `width` must be a multiple of 4.
 */
export function sincosTable(width: number, grid: Grid): Float32Array<ArrayBuffer> {
  invariant(width % 4 === 0, `a sincos table of width ${width}, which is no multiple of 4`);
  const frequencies = width / 4;
  const table = new Float32Array((1 + patchCount(grid)) * width);
  for (let patch = 0; patch < patchCount(grid); patch++) {
    const at = (1 + patch) * width;
    const position = [patch % grid.cols, Math.floor(patch / grid.cols)];
    for (let axis = 0; axis < 2; axis++) {
      for (let k = 0; k < frequencies; k++) {
        const angle = position[axis]! * 10_000 ** (-k / frequencies);
        table[at + axis * 2 * frequencies + k] = Math.sin(angle);
        table[at + (axis * 2 + 1) * frequencies + k] = Math.cos(angle);
      }
    }
  }
  return table;
}
