/** @file Where an encoder with a class token has the features of patches. */

import type { FeatureRows } from './encoder.ts';
import type { Kept } from './kept.ts';
import { tokensOf, type MaeShape, type SimmimVitShape } from './shape.ts';

/** One row per patch that the encoder works on, after the class token's. */
export function classTokenFeatures(shape: MaeShape | SimmimVitShape, layer: number, kept: Kept): FeatureRows {
  const seesAll = shape.kind !== 'mae' || shape.sees === 'all';
  const patches = Uint32Array.from(seesAll ? { length: tokensOf(shape) } : kept, (patch, i) => patch ?? i);
  return {
    value: layer === shape.depth ? 'latent' : `features.${layer}`,
    width: shape.width,
    patches,
    rows: patches.map((_, i) => i + 1),
  };
}
