/** @file AvgDist: how far hidden pixels are from the nearest visible one. Source: SimMIM §3.2, figure 3. */

import type { Grid, PatchMask } from './grid.ts';

/** Larger than any squared distance of two pixels, and finite, so that parabolas can be compared. */
const FAR = 1e12;

/**
 * Mean distance, in pixels between pixel centres, from each hidden pixel to its nearest visible one, for patches of
 * `patch` pixels. 0 where nothing is hidden, null where nothing is visible.
 */
export function avgDist(mask: PatchMask, grid: Grid, patch: number): number | null {
  const squared = squaredDistances(mask, grid, patch);
  if (squared === null) return null;
  let sum = 0;
  let hidden = 0;
  for (const distance of squared) {
    if (distance === 0) continue;
    sum += Math.sqrt(distance);
    hidden++;
  }
  return hidden === 0 ? 0 : sum / hidden;
}

/**
 * Squared distance of every pixel to the nearest visible one, [rows · patch, cols · patch]; visible pixels have 0.
 * Null where nothing is visible. Exact. Source: Felzenszwalb & Huttenlocher 2012, "Distance transforms of sampled
 * functions": the lower envelope of parabolas, along columns, then along rows.
 */
export function squaredDistances(
  mask: PatchMask,
  grid: Grid,
  patch: number,
): Float64Array<ArrayBuffer> | null {
  if (!mask.includes(0)) return null;
  const height = grid.rows * patch;
  const width = grid.cols * patch;
  const out = new Float64Array(height * width);
  for (let row = 0; row < height; row++) {
    const first = Math.floor(row / patch) * grid.cols;
    for (let col = 0; col < width; col++) {
      out[row * width + col] = mask[first + Math.floor(col / patch)] === 0 ? 0 : FAR;
    }
  }
  const envelope = createEnvelope(Math.max(width, height));
  for (let col = 0; col < width; col++) transform(out, col, width, height, envelope);
  for (let row = 0; row < height; row++) transform(out, row * width, 1, width, envelope);
  return out;
}

/** Scratch for one line of pixels. */
interface Envelope {
  /** The line before the transform. */
  readonly f: Float64Array;
  /** Roots of the parabolas in the lower envelope, from left to right. */
  readonly root: Int32Array;
  /** Where each of them begins to be the lowest. */
  readonly start: Float64Array;
}

const createEnvelope = (n: number): Envelope => ({
  f: new Float64Array(n),
  root: new Int32Array(n),
  start: new Float64Array(n),
});

/** In place, f(x) ← min over q of (x - q)² + f(q), along `n` values from `offset` on, `stride` apart. */
function transform(
  values: Float64Array,
  offset: number,
  stride: number,
  n: number,
  envelope: Envelope,
): void {
  const { f, root, start } = envelope;
  for (let x = 0; x < n; x++) f[x] = values[offset + x * stride]!;
  let last = 0;
  root[0] = 0;
  start[0] = -Infinity;
  for (let q = 1; q < n; q++) {
    let meets = crossing(f, root[last]!, q);
    while (meets <= start[last]!) meets = crossing(f, root[--last]!, q);
    root[++last] = q;
    start[last] = meets;
  }
  let k = 0;
  for (let x = 0; x < n; x++) {
    while (k < last && start[k + 1]! < x) k++;
    const nearest = root[k]!;
    values[offset + x * stride] = (x - nearest) * (x - nearest) + f[nearest]!;
  }
}

/** Where the parabola rooted at `right` comes below the one rooted at `left`. */
const crossing = (f: Float64Array, left: number, right: number): number =>
  (f[right]! + right * right - f[left]! - left * left) / (2 * (right - left));
