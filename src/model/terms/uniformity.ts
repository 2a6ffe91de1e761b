/** @file U-MAE's uniformity in the graph, of class tokens where there are some. */

import { poolRows } from '../../ops/pool-rows/pool-rows.ts';
import { uniformity as uniformityOp } from '../../ops/uniformity/uniformity.ts';
import { unitRows } from '../../ops/unit-rows/unit-rows.ts';
import { imageWeights } from './pool-weights.ts';
import type { TermGraph } from './term.ts';

export const uniformity: TermGraph = {
  add({ graph, batch }, _, { latent }) {
    const weights = graph.input('pool.uniformity', [latent.shape[0]!]);
    const pooled = graph.add(poolRows, [latent, weights], { batch })[0]!; // [B, D]
    const z = graph.add(unitRows, [pooled], { batch, prefix: 0 })[0]!;
    return graph.add(uniformityOp, [z, graph.input('scale.uniformity', [1])])[0]!;
  },
  inputs: ({ weight }, site, image, kept) => ({
    'pool.uniformity': imageWeights(site, image, kept),
    'scale.uniformity': Float32Array.of(Number(weight)),
  }),
};
