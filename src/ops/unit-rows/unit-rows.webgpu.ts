/** @file Rows of length 1 and their derivative on WebGPU. */

import { at, ITEM, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import backwardWgsl from './unit-rows-backward.wgsl?raw';
import wgsl from './unit-rows.wgsl?raw';

const FORWARD: Kernel = {
  name: 'unit-rows',
  code: ITEM + wgsl,
  access: ['read', 'read_write', 'read_write'],
};
const BACKWARD: Kernel = {
  name: 'unit-rows-backward',
  code: ITEM + backwardWgsl,
  access: ['read', 'read', 'read', 'read_write'],
};

export const lowerUnitRows: Lower = ({ inputs: [x], outputs: [y, scale], attrs }) => {
  const [rows = 0, d = 0] = y!.shape;
  return [
    {
      kernel: FORWARD,
      bindings: [at(x), at(y), at(scale)],
      uniforms: [rows, rows / (attrs['batch'] as number), attrs['prefix'] as number, d / 4],
      workgroups: workgroupsFor(rows),
    },
  ];
};

export const lowerUnitRowsBackward: Lower = ({ inputs: [dy, y, scale], outputs: [dx], attrs }) => {
  const [rows = 0, d = 0] = dx!.shape;
  const perImage = dy!.shape[0]! / (attrs['batch'] as number);
  return [
    {
      kernel: BACKWARD,
      bindings: [at(dy), at(y), at(scale), at(dx)],
      uniforms: [rows, perImage, attrs['prefix'] as number, d / 4],
      workgroups: workgroupsFor(rows),
    },
  ];
};
