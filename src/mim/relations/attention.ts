/** @file Attention between patches: the class token is left out and the rows sum to 1 again. */

/**
 * attention: [heads, T, T] with T = prefix + n, rows are queries and sum to 1; the first `prefix` tokens are class
 * tokens. Returns [heads, n, n]. A row that gave all of its attention to the class token becomes uniform.
 * Source: cl-vs-mim@eafe516 drops the class token before its measures; Self-Guided MAE §3 leaves open what it does, so
 * dropping and scaling anew is ours there.
 */
export function patchAttention(
  attention: ArrayLike<number>,
  heads: number,
  n: number,
  prefix: number,
): Float32Array<ArrayBuffer> {
  const all = prefix + n;
  const out = new Float32Array(heads * n * n);
  for (let row = 0; row < heads * n; row++) {
    const head = Math.floor(row / n);
    const from = (head * all + prefix + (row % n)) * all + prefix;
    copyScaled(attention, from, n, out, row * n);
  }
  return out;
}

/**
 * How much the first token attends to each patch, [n], the mean over heads; sums to 1. Null where there is no class
 * token. Figure 2c of Self-Guided MAE.
 */
export function classAttention(
  attention: ArrayLike<number>,
  heads: number,
  n: number,
  prefix: number,
): Float32Array<ArrayBuffer> | null {
  if (prefix === 0) return null;
  const all = prefix + n;
  const rows = new Float32Array(heads * n);
  for (let head = 0; head < heads; head++)
    copyScaled(attention, head * all * all + prefix, n, rows, head * n);
  return meanOverHeads(rows, heads, n);
}

/** perHead: [heads, size]. The mean over heads, [size]. */
export function meanOverHeads(
  perHead: ArrayLike<number>,
  heads: number,
  size: number,
): Float32Array<ArrayBuffer> {
  const sums = new Float64Array(size);
  for (let head = 0; head < heads; head++) {
    for (let i = 0; i < size; i++) sums[i]! += perHead[head * size + i]! / heads;
  }
  return Float32Array.from(sums);
}

/** `n` numbers from `from` on, scaled to sum 1. */
function copyScaled(
  source: ArrayLike<number>,
  from: number,
  n: number,
  target: Float32Array,
  to: number,
): void {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += source[from + k]!;
  for (let k = 0; k < n; k++) target[to + k] = sum > 0 ? source[from + k]! / sum : 1 / n;
}
