/** @file The patches of a whole set that are most like a given one. */

import { dotOfRows, unitRows } from '../similarity.ts';

/** Patches of several images side by side; row `r` is patch `r % patches` of image `floor(r / patches)`. */
export interface PatchBank {
  /** Rows of length 1 (or 0), [images · patches, width]. */
  readonly unit: Float64Array<ArrayBuffer>;
  readonly images: number;
  readonly patches: number;
  readonly width: number;
}

/** features: [images, patches, width]. */
export const bankOf = (
  features: ArrayLike<number>,
  images: number,
  patches: number,
  width: number,
): PatchBank => ({ unit: unitRows(features, images * patches, width), images, patches, width });

export interface Neighbour {
  readonly image: number;
  readonly patch: number;
  readonly cosine: number;
}

/**
 * The `count` rows of the bank most like `query`, [width], the nearest first; ties keep the order of the bank.
 * `isAllowed` leaves images out, such as the query's own.
 */
export function nearestPatches(
  bank: PatchBank,
  query: ArrayLike<number>,
  count: number,
  isAllowed: (image: number) => boolean = () => true,
): readonly Neighbour[] {
  const one = unitRows(query, 1, bank.width);
  const best: Neighbour[] = [];
  for (let image = 0; image < bank.images; image++) {
    if (!isAllowed(image)) continue;
    for (let patch = 0; patch < bank.patches; patch++) {
      const row = (image * bank.patches + patch) * bank.width;
      const cosine = Math.min(1, Math.max(-1, dotOfRows(bank.unit, row, one, 0, bank.width)));
      insert(best, { image, patch, cosine }, count);
    }
  }
  return best;
}

/** Cosines between the rows of two images, [n of a, n of b]: a: [n, width], b: [m, width]. */
export function crossSimilarity(
  a: ArrayLike<number>,
  n: number,
  b: ArrayLike<number>,
  m: number,
  width: number,
): Float32Array<ArrayBuffer> {
  const left = unitRows(a, n, width);
  const right = unitRows(b, m, width);
  const matrix = new Float32Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++)
      matrix[i * m + j] = Math.min(1, Math.max(-1, dotOfRows(left, i * width, right, j * width, width)));
  }
  return matrix;
}

/** Keeps `best` descending and no longer than `count`. */
function insert(best: Neighbour[], candidate: Neighbour, count: number): void {
  const last = best[count - 1];
  if (count < 1 || (last !== undefined && candidate.cosine <= last.cosine)) return;
  let at = best.length;
  while (at > 0 && best[at - 1]!.cosine < candidate.cosine) at--;
  best.splice(at, 0, candidate);
  if (best.length > count) best.pop();
}
