/** @file GELU's derivative on WebGPU where no matrix product takes it in. */

import { GELU } from '../webgpu/gelu.ts';
import { at, ITEM, sizeOfValue, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import wgsl from './gelu-backward.wgsl?raw';

const KERNEL: Kernel = {
  name: 'gelu-backward',
  code: GELU + ITEM + wgsl,
  access: ['read', 'read', 'read_write'],
};

export const lowerGeluBackward: Lower = ({ inputs: [dy, z], outputs: [dz] }) => [
  {
    kernel: KERNEL,
    bindings: [at(dy), at(z), at(dz)],
    uniforms: [sizeOfValue(dz!) / 4],
    workgroups: workgroupsFor(sizeOfValue(dz!) / 4),
  },
];
