/** @file Histograms of oriented gradients on WebGPU. */

import { at, ITEM, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import { hogAttrs } from './hog.ts';
import wgsl from './hog.wgsl?raw';

const KERNEL: Kernel = { name: 'hog', code: ITEM + wgsl, access: ['read', 'read_write'] };

export const lowerHog: Lower = ({ inputs: [x], outputs: [y], attrs }) => {
  const { rows, cols, patch, cell } = hogAttrs(attrs);
  const [count = 0, width = 0] = x!.shape;
  return [
    {
      kernel: KERNEL,
      bindings: [at(x), at(y)],
      uniforms: [count, rows, cols, patch, cell, width, y!.shape[1]!],
      workgroups: workgroupsFor(count * 3 * (patch / cell) ** 2),
    },
  ];
};
