/** @file The reconstruction loss on WebGPU: errors and gradient row by row, then their sum. */

import { at, ITEM, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import { maskedLossAttrs } from './masked-loss.ts';
import sumWgsl from './masked-loss-sum.wgsl?raw';
import wgsl from './masked-loss.wgsl?raw';

const ROWS: Kernel = {
  name: 'masked-loss',
  code: ITEM + wgsl,
  access: ['read', 'read', 'read', 'read_write', 'read_write'],
};
const SUM: Kernel = { name: 'masked-loss-sum', code: sumWgsl, access: ['read', 'read', 'read_write'] };

export const lowerMaskedLoss: Lower = ({
  inputs: [prediction, target, weight],
  outputs: [loss, gradient, errors],
  attrs,
}) => {
  const { batch, prefix, columns } = maskedLossAttrs(attrs);
  const [rows = 0, width = 0] = target!.shape;
  return [
    {
      kernel: ROWS,
      bindings: [at(prediction), at(target), at(weight), at(gradient), at(errors)],
      uniforms: [batch, rows / batch, prefix, width, columns],
      workgroups: workgroupsFor(prediction!.shape[0]!),
    },
    {
      kernel: SUM,
      bindings: [at(errors), at(weight), at(loss)],
      uniforms: [rows],
      workgroups: [1, 1, 1],
    },
  ];
};
