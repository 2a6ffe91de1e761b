/** @file AdamW on WebGPU: all weights in one dispatch. */

import { at, ITEM, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import wgsl from './adamw.wgsl?raw';

const KERNEL: Kernel = {
  name: 'adamw',
  code: ITEM + wgsl,
  access: ['read', 'read', 'read', 'read', 'read_write', 'read_write', 'read_write'],
};

/** vec4 that a thread updates. */
const PER_THREAD = 4;

export const lowerAdamw: Lower = ({ inputs: [hyper, norm, rates] }, { trainableSize, decaySize }) => [
  {
    kernel: KERNEL,
    bindings: [
      at(hyper),
      at(norm),
      at(rates),
      { kind: 'flat', which: 'gradients' },
      { kind: 'flat', which: 'weights' },
      { kind: 'flat', which: 'moment1' },
      { kind: 'flat', which: 'moment2' },
    ],
    uniforms: [trainableSize / 4, decaySize / 4, norm ? 1 : 0, rates ? 1 : 0],
    workgroups: workgroupsFor(trainableSize / 4 / PER_THREAD),
  },
];
