/** @file Colour jitter on WebGPU. */

import { at, f32Bits, type Kernel, type Lower } from '../webgpu/kernel.ts';
import { jitterAttrs } from './jitter-colors.ts';
import wgsl from './jitter-colors.wgsl?raw';

const JITTER: Kernel = { name: 'jitter-colors', code: wgsl, access: ['read', 'read', 'read_write'] };

export const lowerJitterColors: Lower = ({ inputs: [patches, factors], outputs: [out], attrs }) => {
  const { batch, columns, mean, deviation } = jitterAttrs(attrs);
  const [rows = 0, width = 0] = out!.shape;
  return [
    {
      kernel: JITTER,
      bindings: [at(patches), at(factors), at(out)],
      uniforms: [rows / batch, width, columns, ...mean.map(f32Bits), ...deviation.map(f32Bits)],
      workgroups: [batch, 1, 1],
    },
  ];
};
