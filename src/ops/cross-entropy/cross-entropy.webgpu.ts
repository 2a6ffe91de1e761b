/** @file The classification loss on WebGPU: number by number, then the sums of rows, then of all. */

import type { Value } from '../../graph/graph.ts';
import { weightedSum } from '../masked-loss/masked-loss.webgpu.ts';
import { at, ITEM, workgroupsFor, type Dispatch, type Kernel, type Lower } from '../webgpu/kernel.ts';
import { crossEntropyAttrs } from './cross-entropy.ts';
import wgsl from './cross-entropy.wgsl?raw';
import sumWgsl from './sum-columns.wgsl?raw';

const NUMBERS: Kernel = {
  name: 'cross-entropy',
  code: ITEM + wgsl,
  access: ['read', 'read', 'read', 'read_write', 'read_write'],
};
const ROWS: Kernel = { name: 'sum-columns', code: ITEM + sumWgsl, access: ['read', 'read_write'] };

/** sums [rows] of x [rows, width], by one thread each */
export const sumColumns = (
  x: Value | undefined,
  sums: Value | undefined,
  [rows, width]: readonly [number, number],
): Dispatch => ({
  kernel: ROWS,
  bindings: [at(x), at(sums)],
  uniforms: [rows, width],
  workgroups: workgroupsFor(rows),
});

export const lowerCrossEntropy: Lower = ({
  inputs: [prediction, ids, weight],
  outputs: [loss, gradient, errors, parts],
  attrs,
}) => {
  const { bins, columns, batch, prefix } = crossEntropyAttrs(attrs);
  const [rows = 0, idWidth = 0] = ids!.shape;
  const [predicted = 0, width = 0] = prediction!.shape;
  return [
    {
      kernel: NUMBERS,
      bindings: [at(prediction), at(ids), at(weight), at(gradient), at(parts)],
      uniforms: [batch, rows / batch, prefix, width, columns, bins, idWidth],
      workgroups: workgroupsFor(predicted * columns),
    },
    sumColumns(parts, errors, [rows, columns]),
    weightedSum(errors, weight, loss),
  ];
};
