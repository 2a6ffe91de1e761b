/** @file U-MAE's uniformity on WebGPU. */

import { sumColumns } from '../cross-entropy/cross-entropy.webgpu.ts';
import { fromSlopes } from '../info-nce/info-nce.webgpu.ts';
import { at, ITEM, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import wgsl from './uniformity.wgsl?raw';

const ROWS: Kernel = {
  name: 'uniformity',
  code: ITEM + wgsl,
  access: ['read', 'read', 'read_write', 'read_write'],
};

export const lowerUniformity: Lower = ({ inputs: [z, scale], outputs: [loss, dz, slopes, parts] }) => {
  const [rows = 0, d = 0] = z!.shape;
  return [
    {
      kernel: ROWS,
      bindings: [at(z), at(scale), at(slopes), at(parts)],
      uniforms: [rows, d / 4],
      workgroups: workgroupsFor(rows),
    },
    sumColumns(parts, loss, [1, rows]),
    fromSlopes(slopes, z, dz, 'row'),
  ];
};
