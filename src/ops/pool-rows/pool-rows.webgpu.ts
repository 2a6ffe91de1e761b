/** @file One vector an image, and its derivative, on WebGPU. */

import { at, ITEM, sizeOfValue, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import backwardWgsl from './pool-rows-backward.wgsl?raw';
import wgsl from './pool-rows.wgsl?raw';

const FORWARD: Kernel = { name: 'pool-rows', code: ITEM + wgsl, access: ['read', 'read', 'read_write'] };
const BACKWARD: Kernel = {
  name: 'pool-rows-backward',
  code: ITEM + backwardWgsl,
  access: ['read', 'read', 'read_write'],
};

export const lowerPoolRows: Lower = ({ inputs: [x, weight], outputs: [y] }) => {
  const [batch = 0, d = 0] = y!.shape;
  return [
    {
      kernel: FORWARD,
      bindings: [at(x), at(weight), at(y)],
      uniforms: [batch, x!.shape[0]! / batch, d / 4],
      workgroups: workgroupsFor(sizeOfValue(y!) / 4),
    },
  ];
};

export const lowerPoolRowsBackward: Lower = ({ inputs: [dy, weight], outputs: [dx] }) => {
  const [rows = 0, d = 0] = dx!.shape;
  return [
    {
      kernel: BACKWARD,
      bindings: [at(dy), at(weight), at(dx)],
      uniforms: [rows, rows / dy!.shape[0]!, d / 4],
      workgroups: workgroupsFor(sizeOfValue(dx!) / 4),
    },
  ];
};
