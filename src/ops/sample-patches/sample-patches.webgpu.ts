/** @file Cutting training patches out of stored images on WebGPU: no pixel is uploaded twice. */

import { at, f32Bits, ITEM, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import { sampleAttrs } from './sample-patches.ts';
import wgsl from './sample-patches.wgsl?raw';

const KERNEL: Kernel = { name: 'sample-patches', code: ITEM + wgsl, access: ['read', 'read', 'read_write'] };

export const lowerSamplePatches: Lower = ({ inputs: [images, crops], outputs: [patches], attrs }) => {
  const { side, patch, columns, mean, deviation } = sampleAttrs(attrs);
  const batch = crops!.shape[0]!;
  const fractions = [...mean, ...deviation].map(f32Bits);
  return [
    {
      kernel: KERNEL,
      bindings: [at(images), at(crops), at(patches)],
      uniforms: [batch, side, patch, columns, images!.shape[1]!, ...fractions],
      workgroups: workgroupsFor(batch * side * side),
    },
  ];
};
