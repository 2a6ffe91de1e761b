/** @file The moving average of weights on WebGPU. */

import { at, ITEM, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import wgsl from './ema.wgsl?raw';

const KERNEL: Kernel = { name: 'ema', code: ITEM + wgsl, access: ['read', 'read_write'] };

export const lowerEma: Lower = ({ inputs: [share], attrs }) => {
  const [count, first] = [attrs['count'] as number, attrs['at'] as number];
  return [
    {
      kernel: KERNEL,
      bindings: [at(share), { kind: 'flat', which: 'weights' }],
      uniforms: [count / 4, first / 4],
      workgroups: workgroupsFor(count / 4),
    },
  ];
};
