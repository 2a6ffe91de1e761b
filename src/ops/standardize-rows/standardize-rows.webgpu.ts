/** @file MAE's normalised target on WebGPU. */

import { at, f32Bits, ITEM, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import wgsl from './standardize-rows.wgsl?raw';

const KERNEL: Kernel = { name: 'standardize-rows', code: ITEM + wgsl, access: ['read', 'read_write'] };

export const lowerStandardizeRows: Lower = ({ inputs: [x], outputs: [y], attrs }) => {
  const [rows = 0, width = 0] = x!.shape;
  return [
    {
      kernel: KERNEL,
      bindings: [at(x), at(y)],
      uniforms: [rows, width, attrs['columns'] as number, f32Bits(attrs['epsilon'] as number)],
      workgroups: workgroupsFor(rows),
    },
  ];
};
