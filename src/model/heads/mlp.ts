/** @file Two linear layers with a GELU between them. Source: SimMIM §4.1.2, table 2 "2-layer MLP". */

import { dense, linearSpecs } from '../block.ts';
import { SIMMIM_INIT } from '../simmim-init.ts';
import type { HeadShape } from '../shape.ts';
import type { Head } from './head.ts';
import { lastLayer } from './linear.ts';

export const mlp: Head<Extract<HeadShape, { kind: 'mlp' }>> = {
  specs({ width }, plan) {
    const [weight, bias] = linearSpecs('decoder.0', plan.site.width, width, SIMMIM_INIT);
    const asConvolution = { ...weight, torchShape: [width, plan.site.width, 1, 1] };
    return [asConvolution, bias, ...lastLayer('decoder.2', width, plan)];
  },
  predict: ({ graph, w }, _, __, latent) =>
    dense(graph, w, 'decoder.2', dense(graph, w, 'decoder.0', latent, 'gelu')),
};
