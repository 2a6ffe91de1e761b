/** @file Similarities of earlier records in little room, so that each can be compared with the last one. */

import { relationDivergence, softmaxRows } from './relation-change.ts';

/** Cosines are kept in steps of 1/32767: an error of 2e-5. */
const SCALE = 32767;

export interface StoredRelation {
  readonly n: number;
  /** The entries below the diagonal, row by row, [n (n - 1) / 2]. */
  readonly below: Int16Array<ArrayBuffer>;
}

/** matrix: cosines, [n, n], symmetric with 1 on the diagonal. A quarter of its size as floats. */
export function storeRelation(matrix: ArrayLike<number>, n: number): StoredRelation {
  const below = new Int16Array((n * (n - 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) below[at++] = Math.round(matrix[i * n + j]! * SCALE);
  }
  return { n, below };
}

export function restoreRelation({ n, below }: StoredRelation): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(n * n);
  let at = 0;
  for (let i = 0; i < n; i++) {
    matrix[i * n + i] = 1;
    for (let j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i] = below[at++]! / SCALE;
  }
  return matrix;
}

/** Self-Guided MAE's equation 5 for one image and layer, in nats; null where the numbers of patches differ. */
export function storedDivergence(from: StoredRelation, to: StoredRelation, tau: number): number | null {
  const { n } = from;
  if (n !== to.n || n === 0) return null;
  return relationDivergence(
    softmaxRows(restoreRelation(from), n, tau),
    softmaxRows(restoreRelation(to), n, tau),
    n,
  );
}
