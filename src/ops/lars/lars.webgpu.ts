/** @file LARS on WebGPU: each tensor's factor, then all weights in one dispatch. */

import { at, ITEM, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import factorsWgsl from './factors.wgsl?raw';
import wgsl from './lars.wgsl?raw';

const FACTORS: Kernel = {
  name: 'lars-factors',
  code: factorsWgsl,
  access: ['read', 'read', 'read', 'read', 'read', 'read_write'],
};
const UPDATE: Kernel = {
  name: 'lars',
  code: ITEM + wgsl,
  access: ['read', 'read', 'read', 'read', 'read', 'read', 'read_write', 'read_write'],
};

export const lowerLars: Lower = (
  { inputs: [hyper, norm, rates, ranges, owners], outputs: [factors] },
  { trainableSize },
) => {
  const clips = norm ? 1 : 0;
  const gradients = { kind: 'flat', which: 'gradients' } as const;
  const weights = { kind: 'flat', which: 'weights' } as const;
  return [
    {
      kernel: FACTORS,
      bindings: [at(hyper), at(norm), at(ranges), gradients, weights, at(factors)],
      uniforms: [clips],
      workgroups: [ranges!.shape[0]!, 1, 1],
    },
    {
      kernel: UPDATE,
      bindings: [
        at(hyper),
        at(norm),
        at(rates),
        at(owners),
        at(factors),
        gradients,
        weights,
        { kind: 'flat', which: 'moment1' },
      ],
      uniforms: [trainableSize / 4, clips, rates ? 1 : 0],
      workgroups: workgroupsFor(trainableSize / 4),
    },
  ];
};
