/** @file How SimMIM's weights start. */

import type { LinearInit } from './block.ts';
import type { Init } from './tensor-spec.ts';

/**
 * trunc_normal of deviation 0.02, cut at one deviation: linear layers, convolutions, tokens, learnable positions.
 * Source: microsoft/SimMIM@d3e29bc models/vision_transformer.py _init_weights.
 */
export const SIMMIM_INIT: Init = { kind: 'truncated', deviation: 0.02, cut: 0.02 };

/**
 * `fix_init`: what goes into the residual stream (attention's projection, the MLP's second layer) is divided by
 * √(2 · layer), counted from 1. Source: microsoft/SimMIM@d3e29bc models/vision_transformer.py fix_init_weight.
 */
export const simmimBlockInit =
  (index: number): LinearInit =>
  (layer) => {
    const divisor = layer === 'proj' || layer === 'fc2' ? Math.sqrt(2 * (index + 1)) : 1;
    return { kind: 'truncated', deviation: 0.02 / divisor, cut: 0.02 / divisor };
  };
