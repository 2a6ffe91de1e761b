/** @file Colours as classes, on WebGPU. */

import { at, f32Bits, ITEM, sizeOfValue, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import { colorBinsAttrs } from './color-bins.ts';
import wgsl from './color-bins.wgsl?raw';

const KERNEL: Kernel = { name: 'color-bins', code: ITEM + wgsl, access: ['read', 'read_write'] };

export const lowerColorBins: Lower = ({ inputs: [x], outputs: [ids], attrs }) => {
  const { bins, columns, mean, deviation } = colorBinsAttrs(attrs);
  return [
    {
      kernel: KERNEL,
      bindings: [at(x), at(ids)],
      uniforms: [...x!.shape, columns, ...[bins, ...mean, ...deviation].map(f32Bits)],
      workgroups: workgroupsFor(sizeOfValue(x!)),
    },
  ];
};
