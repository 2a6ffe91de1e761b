/** @file Layer normalisation on WebGPU. */

import { at, f32Bits, ITEM, THREADS, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import inputWgsl from './layer-norm-backward-input.wgsl?raw';
import weightWgsl from './layer-norm-backward-weight.wgsl?raw';
import forwardWgsl from './layer-norm.wgsl?raw';

const FORWARD: Kernel = {
  name: 'layer-norm',
  code: ITEM + forwardWgsl,
  access: ['read', 'read', 'read', 'read_write', 'read_write'],
};
const INPUT: Kernel = {
  name: 'layer-norm-backward-input',
  code: ITEM + inputWgsl,
  access: ['read', 'read', 'read', 'read', 'read', 'read_write'],
};
const WEIGHT: Kernel = {
  name: 'layer-norm-backward-weight',
  code: weightWgsl,
  access: ['read', 'read', 'read', 'read_write', 'read_write'],
};

export const lowerLayerNorm: Lower = ({ inputs: [x, gamma, beta], outputs: [y, stats], attrs }) => {
  const [rows = 0, d = 0] = x!.shape;
  return [
    {
      kernel: FORWARD,
      bindings: [at(x), at(gamma), at(beta), at(y), at(stats)],
      uniforms: [rows, d / 4, f32Bits(attrs['epsilon'] as number)],
      workgroups: workgroupsFor(rows),
    },
  ];
};

export const lowerLayerNormBackwardInput: Lower = ({
  inputs: [dy, x, gamma, stats, residual],
  outputs: [dx],
}) => {
  const [rows = 0, d = 0] = x!.shape;
  return [
    {
      kernel: INPUT,
      bindings: [at(dy), at(x), at(gamma), at(stats), at(residual), at(dx)],
      uniforms: [rows, d / 4, residual ? 1 : 0],
      workgroups: workgroupsFor(rows),
    },
  ];
};

/** Rows per chunk at least, and chunks at most, of sums over rows. */
const CHUNK_ROWS = 64;
const MOST_CHUNKS = 32;

export const rowChunks = (rows: number): number => Math.min(MOST_CHUNKS, Math.ceil(rows / CHUNK_ROWS));

export const lowerLayerNormBackwardWeight: Lower = (
  { inputs: [dy, x, stats], outputs: [dgamma, dbeta] },
  { partial },
) => {
  const [rows = 0, d = 0] = x!.shape;
  const wanted = rowChunks(rows);
  const scale = wanted > 1 ? partial(dgamma!, wanted) : undefined;
  const shift = scale === undefined ? undefined : partial(dbeta!, wanted);
  const chunks = shift === undefined ? 1 : wanted;
  return [
    {
      kernel: WEIGHT,
      bindings: [at(dy), at(x), at(stats), scale ?? at(dgamma), shift ?? at(dbeta)],
      uniforms: [rows, d / 4, Math.ceil(rows / chunks), (scale?.stride ?? 0) / 4, (shift?.stride ?? 0) / 4],
      workgroups: [Math.ceil(d / 4 / THREADS), chunks, 1],
    },
  ];
};
