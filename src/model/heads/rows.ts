/** @file The last layer of a head: one row of weights for each number of each patch of a cell. */

import type { TensorSpec } from '../tensor-spec.ts';
import type { HeadPlan } from './head.ts';

/**
 * A linear layer's weight or bias with padded rows, see `HeadRows`.
 * @param files `plain`: PyTorch has the same order; `shuffled`: that of `torch.nn.PixelShuffle`, if it predicts pixels
 */
export function headRows(spec: TensorSpec, plan: HeadPlan, files: 'plain' | 'shuffled'): TensorSpec {
  const { site, columns, paddedColumns, pixelSide } = plan;
  return {
    ...spec,
    shape: [site.span ** 2 * paddedColumns, ...spec.shape.slice(1)],
    layout: {
      span: site.span,
      columns,
      padded: paddedColumns,
      order: files === 'shuffled' && pixelSide !== null ? { pixelSide } : 'plain',
    },
  };
}
