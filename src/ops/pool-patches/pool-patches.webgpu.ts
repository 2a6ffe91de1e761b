/** @file Patches made smaller, on WebGPU. */

import { at, ITEM, sizeOfValue, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import wgsl from './pool-patches.wgsl?raw';

const KERNEL: Kernel = { name: 'pool-patches', code: ITEM + wgsl, access: ['read', 'read_write'] };

export const lowerPoolPatches: Lower = ({ inputs: [x], outputs: [y], attrs }) => [
  {
    kernel: KERNEL,
    bindings: [at(x), at(y)],
    uniforms: [...x!.shape, y!.shape[1]!, attrs['patch'] as number, attrs['factor'] as number],
    workgroups: workgroupsFor(sizeOfValue(y!)),
  },
];
