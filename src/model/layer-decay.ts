/**
 * @file Layer-wise decay: the nearer to the image, the slower a tensor learns.
 *
 *   rate = decay^(n - i), n = blocks + 1; i = 0 for what comes before the blocks, k + 1 for block k, n for all after them
 *
 * Source: Clark et al. 2020 (ELECTRA); MAE appendix A.1, facebookresearch/mae@efb2a80 util/lr_decay.py; in order of the
 * forward pass, so that a Swin's stages count one after the other.
 */

import type { ParameterLayout, WeightSpec } from '../graph/parameters.ts';
import { sizeOf } from '../graph/graph.ts';
import { RATE_BLOCK } from '../ops/sgd/sgd.ts';

/** `blocks.3.`, `vit.encoder.layer.3.`, `swin.encoder.layers.1.blocks.0.`: not the decoder's. */
const BLOCK = /^(?!decoder)(?:.*\.)?(?:blocks|layer)\.\d+(?=\.)/;
/** Weights after the encoder, or beside it. */
const AFTER = /^(decoder|mutual|norm|.*\.?layernorm\.|fc_norm|head)/;

/** The multiplier of each 64 floats of the trainable ones. */
export function layerRates(layout: ParameterLayout, decay: number): Float32Array<ArrayBuffer> {
  const places = layersOf(layout.specs);
  const last = Math.max(...places.values());
  const rates = new Float32Array(layout.trainableSize / RATE_BLOCK).fill(1);
  for (const { name, shape, trainable } of layout.specs) {
    if (!trainable) continue;
    const first = layout.offsets.get(name)! / RATE_BLOCK;
    const rate = decay ** (last - places.get(name)!);
    rates.fill(rate, first, first + Math.ceil(sizeOf(shape) / RATE_BLOCK));
  }
  return rates;
}

/** i of every weight. What has no number of its own counts with what is before it: a Swin's patch merging, a decoder's mask token. */
export function layersOf(specs: readonly WeightSpec[]): ReadonlyMap<string, number> {
  const blocks = [...new Set(specs.flatMap(({ name }) => BLOCK.exec(name)?.[0] ?? []))];
  let running = 0;
  return new Map(
    specs.map(({ name }) => {
      const block = BLOCK.exec(name)?.[0];
      if (block !== undefined) running = blocks.indexOf(block) + 1;
      else if (AFTER.test(name)) running = blocks.length + 1;
      return [name, running];
    }),
  );
}
