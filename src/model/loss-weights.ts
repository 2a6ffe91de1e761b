/** @file What each patch's error counts in the reconstruction loss, as MAE and as SimMIM average. */

import { maskOf, type Kept } from './kept.ts';

export type LossOn = 'hidden' | 'all';

/**
 * [B N]. `length` numbers make a patch's error.
 *   mae     1 / (hidden patches of the batch · length) if hidden, else 0
 *   simmim  1 / ((hidden + 1e-5 / p²) · length): its Σ m runs over pixels, and length is 3 p²
 * Nothing hidden: 0. Source: facebookresearch/mae@efb2a80 models_mae.py forward_loss; microsoft/SimMIM@d3e29bc
 * models/simmim.py forward.
 */
export function lossWeights(
  kept: readonly Kept[],
  tokens: number,
  length: number,
  on: LossOn,
  normalization: { readonly kind: 'mae' } | { readonly kind: 'simmim'; readonly patch: number } = MAE,
): Float32Array<ArrayBuffer> {
  const counts = on === 'hidden' ? maskOf(kept, tokens) : new Uint8Array(kept.length * tokens).fill(1);
  const counted = counts.reduce((sum, bit) => sum + bit, 0);
  const extra = normalization.kind === 'simmim' ? 1e-5 / normalization.patch ** 2 : 0;
  return Float32Array.from(counts, (bit) => (counted === 0 ? 0 : bit / ((counted + extra) * length)));
}

const MAE = { kind: 'mae' } as const;
