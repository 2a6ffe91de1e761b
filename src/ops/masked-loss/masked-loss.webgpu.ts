/** @file The reconstruction loss on WebGPU: errors and gradient row by row, then their sum. */

import type { Value } from '../../graph/graph.ts';
import {
  at,
  f32Bits,
  ITEM,
  workgroupsFor,
  type Dispatch,
  type Kernel,
  type Lower,
} from '../webgpu/kernel.ts';
import { ERROR_KINDS, maskedLossAttrs } from './masked-loss.ts';
import sumWgsl from './masked-loss-sum.wgsl?raw';
import wgsl from './masked-loss.wgsl?raw';

const ROWS: Kernel = {
  name: 'masked-loss',
  code: ITEM + wgsl,
  access: ['read', 'read', 'read', 'read_write', 'read_write'],
};
const SUM: Kernel = { name: 'masked-loss-sum', code: sumWgsl, access: ['read', 'read', 'read_write'] };

/** total [1] = Σ_r values_r weight_r */
export const weightedSum = (
  values: Value | undefined,
  weight: Value | null | undefined,
  total: Value | undefined,
): Dispatch => ({
  kernel: SUM,
  bindings: [at(values), at(weight), at(total)],
  uniforms: [values!.shape[0]!],
  workgroups: [1, 1, 1],
});

export const lowerMaskedLoss: Lower = ({
  inputs: [prediction, target, weight],
  outputs: [loss, gradient, errors],
  attrs,
}) => {
  const { kind, beta = 1, batch, prefix, columns } = maskedLossAttrs(attrs);
  const [rows = 0, width = 0] = target!.shape;
  return [
    {
      kernel: ROWS,
      bindings: [at(prediction), at(target), at(weight), at(gradient), at(errors)],
      uniforms: [batch, rows / batch, prefix, width, columns, ERROR_KINDS.indexOf(kind), f32Bits(beta)],
      workgroups: workgroupsFor(prediction!.shape[0]!),
    },
    weightedSum(errors, weight, loss),
  ];
};
