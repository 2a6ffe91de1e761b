/** @file Fills hidden pixels with the smoothest surface through the visible ones (Laplace's equation). */

import { invariant } from '../../lib/assert.ts';
import { squaredDistances } from '../avg-dist.ts';
import { patchColours, squareGrid, type Baseline } from './baseline.ts';
import { meanColour } from './visible-mean.ts';

/** Of the range of the values: how far a pixel may be from the mean of its neighbours when we stop. */
const TOLERANCE = 1e-6;
const MAX_SWEEPS = 20_000;

/** Every hidden pixel is the mean of its up to four neighbours inside the image, so the image's borders reflect. */
export const harmonic: Baseline = {
  label: 'Harmonic',
  summary: 'The smoothest surface through the visible pixels, as a soap film would span the gaps.',
  source: 'Laplace’s equation, five-point stencil; successive over-relaxation (Young 1950)',
  fill(image, mask, patch) {
    const grid = squareGrid(image, mask, patch);
    const squared = squaredDistances(mask, grid, patch);
    invariant(squared !== null, 'nothing is visible');
    const hidden = Uint32Array.from(squared.keys()).filter((i) => squared[i]! > 0);
    const neighbours = neighboursOf(hidden, grid.cols * patch);
    const farthest = Math.sqrt(squared.reduce((a, b) => Math.max(a, b), 0));
    const start = meanColour(patchColours(image, grid, patch), mask);
    const filled = Float32Array.from(image);
    for (let c = 0; c < 3; c++) {
      const plane = Float64Array.from({ length: squared.length }, (_, i) => image[i * 3 + c]!);
      for (const i of hidden) plane[i] = start[c]!;
      relax(plane, hidden, neighbours, farthest);
      for (const i of hidden) filled[i * 3 + c] = plane[i]!;
    }
    return filled;
  },
};

/**
 * [hidden, 4]: the neighbours of each hidden pixel; beyond the image's border, the pixel itself. A pixel is the mean of
 * its real neighbours if and only if it is the mean of these.
 */
function neighboursOf(hidden: Uint32Array, side: number): Uint32Array<ArrayBuffer> {
  const neighbours = new Uint32Array(hidden.length * 4);
  hidden.forEach((i, k) => {
    const row = Math.floor(i / side);
    const col = i % side;
    neighbours[4 * k] = row > 0 ? i - side : i;
    neighbours[4 * k + 1] = row < side - 1 ? i + side : i;
    neighbours[4 * k + 2] = col > 0 ? i - 1 : i;
    neighbours[4 * k + 3] = col < side - 1 ? i + 1 : i;
  });
  return neighbours;
}

/** Solves one channel in place. The relaxation factor suits a gap whose innermost pixel is `farthest` from its edge. */
function relax(plane: Float64Array, hidden: Uint32Array, neighbours: Uint32Array, farthest: number): void {
  const radius = (1 + Math.cos(Math.PI / (3 * farthest + 2))) / 2; // of Jacobi's iteration, estimated from above
  const factor = 2 / (1 + Math.sqrt(1 - radius * radius));
  const range =
    plane.reduce((a, b) => Math.max(a, b), -Infinity) - plane.reduce((a, b) => Math.min(a, b), Infinity);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let worst = 0;
    for (let k = 0; k < hidden.length; k++) {
      const at = 4 * k;
      const around =
        plane[neighbours[at]!]! +
        plane[neighbours[at + 1]!]! +
        plane[neighbours[at + 2]!]! +
        plane[neighbours[at + 3]!]!;
      const off = around / 4 - plane[hidden[k]!]!;
      plane[hidden[k]!]! += factor * off;
      worst = Math.max(worst, Math.abs(off));
    }
    if (worst <= TOLERANCE * range) return;
  }
}
