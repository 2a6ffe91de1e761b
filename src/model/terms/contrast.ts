/** @file Document 003's patch contrast in the graph: each reconstructed hidden patch must find its original. */

import { infoNce } from '../../ops/info-nce/info-nce.ts';
import { unitRows } from '../../ops/unit-rows/unit-rows.ts';
import { maskOf } from '../kept.ts';
import { tokensOf } from '../shape.ts';
import type { TermGraph } from './term.ts';

export const contrast: TermGraph = {
  add({ graph, batch }, { negatives }, { image, site, prediction, target }) {
    const guessed = graph.add(unitRows, [prediction], { batch, prefix: site.prefix })[0]!; // [B N, C]
    const original = graph.add(unitRows, [target], { batch, prefix: 0 })[0]!; // [B N, C]
    const weight = graph.input('weight.contrast', [batch * tokensOf(image)]);
    const groups = negatives === 'image' ? batch : 1;
    const attrs = { groups, both: false };
    return graph.add(infoNce, [guessed, original, weight, graph.input('scale.contrast', [2])], attrs)[0]!;
  },
  inputs({ weight, temperature }, _, image, kept) {
    const mask = maskOf(kept, tokensOf(image));
    const hidden = mask.reduce((sum, bit) => sum + bit, 0);
    return {
      'weight.contrast': Float32Array.from(mask, (bit) => (bit === 0 ? 0 : 1 / hidden)),
      'scale.contrast': Float32Array.of(Number(weight), 1 / Number(temperature)),
    };
  },
};
