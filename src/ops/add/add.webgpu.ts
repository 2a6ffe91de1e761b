/** @file The sum of two values on WebGPU. */

import { at, ITEM, sizeOfValue, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import wgsl from './add.wgsl?raw';

const KERNEL: Kernel = { name: 'add', code: ITEM + wgsl, access: ['read', 'read', 'read_write'] };

export const lowerAdd: Lower = ({ inputs: [a, b], outputs: [y] }) => [
  {
    kernel: KERNEL,
    bindings: [at(a), at(b), at(y)],
    uniforms: [sizeOfValue(y!)],
    workgroups: workgroupsFor(sizeOfValue(y!)),
  },
];
