/** @file A batch of masks as the row indices that an MAE moves tokens with. */

import { invariant } from '../lib/assert.ts';
import type { Kept } from './kept.ts';

/**
 * B images, N patches, V of each kept; encoder rows are [B (1 + V)] with the class token first, decoder rows [B (1 + N)].
 * Facts of MAE's random_masking and forward_decoder, as gathers.
 */
export interface EncoderIndices {
  /** [B V] rows of the patch matrix [B N]. */
  readonly keep: Int32Array<ArrayBuffer>;
  /** [B (1 + V)] rows of the embedded patches [B V]; -1 = class token. */
  readonly encoderIndex: Int32Array<ArrayBuffer>;
  /** [B V] */
  readonly encoderInverse: Int32Array<ArrayBuffer>;
  /** [B (1 + V)] rows of the position table. */
  readonly encoderPosition: Int32Array<ArrayBuffer>;
}

export interface DecoderIndices {
  /** [B (1 + N)] rows of the encoder's output; -1 = mask token. */
  readonly decoderIndex: Int32Array<ArrayBuffer>;
  /** [B (1 + V)] */
  readonly decoderInverse: Int32Array<ArrayBuffer>;
}

function visibleOf(kept: readonly Kept[]): number {
  const visible = kept[0]?.length ?? 0;
  invariant(
    visible > 0 && kept.every((image) => image.length === visible),
    'images of one batch keep the same number of patches, at least one',
  );
  return visible;
}

export function encoderIndices(kept: readonly Kept[], tokens: number): EncoderIndices {
  const batch = kept.length;
  const visible = visibleOf(kept);
  const keep = new Int32Array(batch * visible);
  const encoderIndex = new Int32Array(batch * (1 + visible));
  const encoderInverse = new Int32Array(batch * visible);
  const encoderPosition = new Int32Array(batch * (1 + visible));
  kept.forEach((image, b) => {
    const first = b * (1 + visible);
    encoderIndex[first] = -1;
    for (let j = 0; j < visible; j++) {
      const patch = image[j]!;
      const row = first + 1 + j;
      keep[b * visible + j] = b * tokens + patch;
      encoderIndex[row] = b * visible + j;
      encoderInverse[b * visible + j] = row;
      encoderPosition[row] = patch + 1;
    }
  });
  return { keep, encoderIndex, encoderInverse, encoderPosition };
}

export function decoderIndices(kept: readonly Kept[], tokens: number): DecoderIndices {
  const batch = kept.length;
  const visible = visibleOf(kept);
  const decoderIndex = new Int32Array(batch * (1 + tokens)).fill(-1);
  const decoderInverse = new Int32Array(batch * (1 + visible));
  kept.forEach((image, b) => {
    const first = b * (1 + visible);
    const decoderFirst = b * (1 + tokens);
    decoderIndex[decoderFirst] = first;
    decoderInverse[first] = decoderFirst;
    for (let j = 0; j < visible; j++) {
      const patch = image[j]!;
      decoderIndex[decoderFirst + 1 + patch] = first + 1 + j;
      decoderInverse[first + 1 + j] = decoderFirst + 1 + patch;
    }
  });
  return { decoderIndex, decoderInverse };
}
