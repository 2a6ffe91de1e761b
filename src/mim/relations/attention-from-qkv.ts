/** @file Attention weights from packed queries, keys and values: the engine's op keeps none, so the host makes them. */

import { invariant } from '../../lib/assert.ts';

export interface PackedAttention {
  /** Columns q | k | v, each head-major, [batch · tokens, 3 width]. */
  readonly qkv: ArrayLike<number>;
  readonly batch: number;
  /** Class tokens included. */
  readonly tokens: number;
  readonly width: number;
  readonly heads: number;
  /** Added to the scores of every image, [heads, tokens, tokens]: relative positions. */
  readonly bias?: ArrayLike<number> | undefined;
}

/**
 * softmax_j(q_i · k_j / √(width / heads) + bias), [batch, heads, tokens, tokens]. About 3 ms an image for 65 tokens of
 * width 128, 60 ms for 257 of 256. Source: Vaswani et al. 2017 §3.2.1; Self-Guided MAE's equation 1 before the mean over
 * heads.
 */
export function attentionWeights(packed: PackedAttention): Float32Array<ArrayBuffer> {
  const { qkv, batch, tokens, width, heads, bias } = packed;
  invariant(
    qkv.length === batch * tokens * 3 * width,
    `${qkv.length} numbers are not ${batch * tokens} × ${3 * width}`,
  );
  const size = width / heads;
  const scale = 1 / Math.sqrt(size);
  const weights = new Float32Array(batch * heads * tokens * tokens);
  const query = new Float64Array(size);
  const scores = new Float64Array(tokens);
  for (let row = 0; row < batch * heads * tokens; row++) {
    const i = row % tokens;
    const head = Math.floor(row / tokens) % heads;
    const first = Math.floor(row / (tokens * heads)) * tokens;
    for (let d = 0; d < size; d++) query[d] = qkv[(first + i) * 3 * width + head * size + d]! * scale;
    let highest = -Infinity;
    for (let j = 0; j < tokens; j++) {
      const key = (first + j) * 3 * width + width + head * size;
      let score = bias?.[(head * tokens + i) * tokens + j] ?? 0;
      for (let d = 0; d < size; d++) score += query[d]! * qkv[key + d]!;
      scores[j] = score;
      if (score > highest) highest = score;
    }
    let total = 0;
    for (let j = 0; j < tokens; j++) total += scores[j] = Math.exp(scores[j]! - highest);
    for (let j = 0; j < tokens; j++) weights[row * tokens + j] = scores[j]! / total;
  }
  return weights;
}

/** Self-Guided MAE leaves open which feature its similarities compare; a person chooses. */
export type PackedPart = 'query' | 'key' | 'value';

/** One third of the columns, all heads, [batch · tokens, width]. */
export function packedPart(
  { qkv, batch, tokens, width }: PackedAttention,
  part: PackedPart,
): Float32Array<ArrayBuffer> {
  const from = { query: 0, key: width, value: 2 * width }[part];
  const out = new Float32Array(batch * tokens * width);
  for (let row = 0; row < batch * tokens; row++) {
    for (let k = 0; k < width; k++) out[row * width + k] = qkv[row * 3 * width + from + k]!;
  }
  return out;
}
