/**
 * @file SimMIM's head: one linear layer to the numbers of a cell, which a pixel shuffle spreads in PyTorch's files.
 *
 * Source: SimMIM §3.3 "Prediction head"; microsoft/SimMIM@d3e29bc models/simmim.py decoder. It starts as the encoder's
 * linear layers do (trunc_normal of deviation 0.02 and 0), as transformers' `ViTForMaskedImageModeling` does it.
 */

import { dense, linearSpecs } from '../block.ts';
import { SIMMIM_INIT } from '../simmim-init.ts';
import type { HeadShape } from '../shape.ts';
import type { TensorSpec } from '../tensor-spec.ts';
import type { Head, HeadPlan } from './head.ts';
import { headRows } from './rows.ts';

export const linear: Head<Extract<HeadShape, { kind: 'linear' }>> = {
  specs: (_, plan) => lastLayer('decoder.0', plan.site.width, plan),
  predict: ({ graph, w }, _, __, latent) => dense(graph, w, 'decoder.0', latent),
};

/** A 1×1 convolution in PyTorch. */
export function lastLayer(name: string, width: number, plan: HeadPlan): TensorSpec[] {
  const rows = plan.site.span ** 2 * plan.columns;
  const [weight, bias] = linearSpecs(name, width, rows, SIMMIM_INIT);
  const asConvolution = { ...weight, torchShape: [rows, width, 1, 1] };
  return [asConvolution, bias].map((spec) => headRows(spec, plan, 'shuffled'));
}
