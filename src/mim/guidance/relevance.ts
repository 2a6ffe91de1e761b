/** @file How much a patch belongs to the object: its mean similarity to the object's patches. */

/**
 * matrix: cosines, [n, n]; object: [n], 1 on the object, which has at least one patch. Returns the mean of M_ij over the
 * object's patches j ≠ i, [n], in -1..1; an object of a single patch has relevance 1 for itself.
 * Source: Self-Guided MAE §4 as far as public; the mean, and leaving i itself out, are ours.
 */
export function relevanceOf(
  matrix: ArrayLike<number>,
  n: number,
  object: ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: n }, (_, i) => {
    let sum = 0;
    let count = 0;
    for (let j = 0; j < n; j++) {
      if (object[j] === 0 || j === i) continue;
      sum += matrix[i * n + j]!;
      count++;
    }
    return count === 0 ? 1 : sum / count;
  });
}
