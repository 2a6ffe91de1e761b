/** @file An RGB image as rows of patch vectors, and back. Source: MAE §3; facebookresearch/mae@efb2a80 models_mae.py patchify. */

import { invariant } from '../lib/assert.ts';
import { patchCount, type Grid } from './grid.ts';

const CHANNELS = 3;

/** Numbers in a patch: patch² · 3. */
export const patchLength = (patch: number): number => patch * patch * CHANNELS;

/** {@link patchLength} rounded up to a multiple of 4, as the kernels want rows; the rest is 0. */
export const paddedPatchLength = (patch: number): number => Math.ceil(patchLength(patch) / 4) * 4;

/**
 * image: [rows · patch, cols · patch, 3]. Returns [N, paddedPatchLength]: each row a patch in (row, column, channel)
 * order, then zeros.
 */
export function patchify(image: ArrayLike<number>, grid: Grid, patch: number): Float32Array<ArrayBuffer> {
  const length = paddedPatchLength(patch);
  const patches = new Float32Array(patchCount(grid) * length);
  invariant(image.length === patchCount(grid) * patchLength(patch), `an image of ${image.length} numbers`);
  eachRun(grid, patch, length, (inImage, inPatches, run) => {
    for (let i = 0; i < run; i++) patches[inPatches + i] = image[inImage + i]!;
  });
  return patches;
}

/** Inverse of {@link patchify}; what the padding holds is ignored. */
export function unpatchify(patches: ArrayLike<number>, grid: Grid, patch: number): Float32Array<ArrayBuffer> {
  const length = paddedPatchLength(patch);
  invariant(patches.length === patchCount(grid) * length, `patches of ${patches.length} numbers`);
  const image = new Float32Array(patchCount(grid) * patchLength(patch));
  eachRun(grid, patch, length, (inImage, inPatches, run) => {
    for (let i = 0; i < run; i++) image[inImage + i] = patches[inPatches + i]!;
  });
  return image;
}

/** Calls `visit` for each pixel row of each patch: where it lies in the image, where in the patches, and its length. */
function eachRun(
  { rows, cols }: Grid,
  patch: number,
  length: number,
  visit: (inImage: number, inPatches: number, run: number) => void,
): void {
  const run = patch * CHANNELS;
  for (let i = 0; i < rows * cols; i++) {
    const corner = Math.floor(i / cols) * patch * cols * run + (i % cols) * run;
    for (let y = 0; y < patch; y++) visit(corner + y * cols * run, i * length + y * run, run);
  }
}
