/**
 * @file Document 000's symmetric InfoNCE in the graph, between an image's visible part and its hidden one.
 *
 *   v = V mean of the encoded visible patches,  m = M₂ mean of gelu(M₁ x + b) over hidden patches x, both at length 1
 *
 * V, M₁ and M₂ learn with the model. The hidden part never enters the encoder, so v has nothing of it but what can be told.
 */

import type { Value } from '../../graph/graph.ts';
import { infoNce } from '../../ops/info-nce/info-nce.ts';
import { poolRows } from '../../ops/pool-rows/pool-rows.ts';
import { unitRows } from '../../ops/unit-rows/unit-rows.ts';
import { dense, linearSpecs } from '../block.ts';
import { paddedLength, tokensOf } from '../shape.ts';
import { hiddenWeights, visibleWeights } from './pool-weights.ts';
import type { TermGraph } from './term.ts';

/** Of the embeddings that are compared. */
const WIDTH = 64;

export const mutual: TermGraph = {
  specs: (_, site, image) => [
    ...linearSpecs('mutual.visible', site.width, WIDTH),
    ...linearSpecs('mutual.hidden.fc1', paddedLength(image), WIDTH),
    ...linearSpecs('mutual.hidden.fc2', WIDTH, WIDTH),
  ],
  add({ graph, w, batch }, _, { image, patches, latent }) {
    const unit = (x: Value): Value => graph.add(unitRows, [x], { batch, prefix: 0 })[0]!;
    const pool = (x: Value, name: string, rows: number): Value =>
      graph.add(poolRows, [x, graph.input(name, [rows])], { batch })[0]!; // [B, D]
    const seen = pool(latent, 'visible.mutual', latent.shape[0]!);
    const features = dense(graph, w, 'mutual.hidden.fc1', patches, 'gelu'); // [B N, WIDTH]
    const hidden = pool(features, 'hidden.mutual', batch * tokensOf(image));
    const v = unit(dense(graph, w, 'mutual.visible', seen));
    const m = unit(dense(graph, w, 'mutual.hidden.fc2', hidden));
    const weight = graph.input('weight.mutual', [batch]);
    const scale = graph.input('scale.mutual', [2]);
    return graph.add(infoNce, [v, m, weight, scale], { groups: 1, both: true })[0]!;
  },
  inputs: ({ weight, temperature }, site, image, kept) => ({
    'visible.mutual': visibleWeights(site, image, kept),
    'hidden.mutual': hiddenWeights(image, kept),
    'weight.mutual': new Float32Array(kept.length).fill(1 / kept.length),
    'scale.mutual': Float32Array.of(Number(weight), 1 / Number(temperature)),
  }),
};
