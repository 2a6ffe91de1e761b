/** @file A batch of masks as the row indices that the MAE graph moves tokens with. */

import { invariant } from '../lib/assert.ts';

/** The order in which patches of one image are kept: visible ones only. */
export type Kept = Uint32Array | readonly number[];

/**
 * B images, N patches, V of each kept; encoder rows are [B (1 + V)] with the class token first, decoder rows [B (1 + N)].
 * Facts of MAE's random_masking and forward_decoder, as gathers.
 */
export interface MaeIndices {
  /** [B V] rows of the patch matrix [B N]. */
  readonly keep: Int32Array<ArrayBuffer>;
  /** [B (1 + V)] rows of the embedded patches [B V]; -1 = class token. */
  readonly encoderIndex: Int32Array<ArrayBuffer>;
  /** [B V] */
  readonly encoderInverse: Int32Array<ArrayBuffer>;
  /** [B (1 + V)] rows of the position table. */
  readonly encoderPosition: Int32Array<ArrayBuffer>;
  /** [B (1 + N)] rows of the encoder's output; -1 = mask token. */
  readonly decoderIndex: Int32Array<ArrayBuffer>;
  /** [B (1 + V)] */
  readonly decoderInverse: Int32Array<ArrayBuffer>;
}

export function maeIndices(kept: readonly Kept[], tokens: number): MaeIndices {
  const batch = kept.length;
  const visible = kept[0]?.length ?? 0;
  invariant(
    visible > 0 && kept.every((image) => image.length === visible),
    'images of one batch keep the same number of patches, at least one',
  );
  const keep = new Int32Array(batch * visible);
  const encoderIndex = new Int32Array(batch * (1 + visible));
  const encoderInverse = new Int32Array(batch * visible);
  const encoderPosition = new Int32Array(batch * (1 + visible));
  const decoderIndex = new Int32Array(batch * (1 + tokens)).fill(-1);
  const decoderInverse = new Int32Array(batch * (1 + visible));
  kept.forEach((image, b) => {
    const encoderFirst = b * (1 + visible);
    const decoderFirst = b * (1 + tokens);
    encoderIndex[encoderFirst] = -1;
    decoderIndex[decoderFirst] = encoderFirst;
    decoderInverse[encoderFirst] = decoderFirst;
    for (let j = 0; j < visible; j++) {
      const patch = image[j]!;
      const row = encoderFirst + 1 + j;
      keep[b * visible + j] = b * tokens + patch;
      encoderIndex[row] = b * visible + j;
      encoderInverse[b * visible + j] = row;
      encoderPosition[row] = patch + 1;
      decoderIndex[decoderFirst + 1 + patch] = row;
      decoderInverse[row] = decoderFirst + 1 + patch;
    }
  });
  return { keep, encoderIndex, encoderInverse, encoderPosition, decoderIndex, decoderInverse };
}

/** Visible patches by position. */
export function keptByMask(mask: ArrayLike<number>): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(Array.from(mask, (bit, i) => (bit === 0 ? i : -1)).filter((i) => i >= 0));
}

/**
 * The `count` patches of smallest noise, in ascending order of noise; ties by position, as a stable argsort.
 * Source: facebookresearch/mae@efb2a80 models_mae.py random_masking.
 */
export function keptByNoise(noise: ArrayLike<number>, count: number): Uint32Array<ArrayBuffer> {
  const order = Array.from({ length: noise.length }, (_, i) => i).toSorted((a, b) => noise[a]! - noise[b]!);
  return Uint32Array.from(order.slice(0, count));
}

/** What each patch's error counts: 1 / (hidden patches of the batch · patch length) if hidden, else 0. */
export function lossWeights(
  kept: readonly Kept[],
  tokens: number,
  length: number,
  on: 'hidden' | 'all',
): Float32Array<ArrayBuffer> {
  const counts = new Uint8Array(kept.length * tokens).fill(1);
  if (on === 'hidden') kept.forEach((image, b) => image.forEach((patch) => (counts[b * tokens + patch] = 0)));
  const counted = counts.reduce((sum, bit) => sum + bit, 0);
  return Float32Array.from(counts, (bit) => (counted === 0 ? 0 : bit / (counted * length)));
}
