/** @file Residual branches with layer scale and drop path on WebGPU. */

import type { Attrs, Value } from '../../graph/graph.ts';
import { rowChunks } from '../layer-norm/layer-norm.webgpu.ts';
import {
  at,
  ITEM,
  THREADS,
  workgroupsFor,
  type Dispatch,
  type Kernel,
  type Lower,
} from '../webgpu/kernel.ts';
import gainWgsl from './residual-backward-gain.wgsl?raw';
import { residualAttrs } from './residual-attrs.ts';
import wgsl from './residual.wgsl?raw';

const RESIDUAL: Kernel = {
  name: 'residual',
  code: ITEM + wgsl,
  access: ['read', 'read', 'read', 'read', 'read_write'],
};
const GAIN: Kernel = {
  name: 'residual-backward-gain',
  code: gainWgsl,
  access: ['read', 'read', 'read', 'read_write'],
};

type Optional = Value | null | undefined;

function scaled(x: Optional, z: Value, gain: Optional, keeps: Optional, y: Value, attrs: Attrs): Dispatch {
  const { batch, branch } = residualAttrs(attrs);
  const [rows = 0, d = 0] = y.shape;
  return {
    kernel: RESIDUAL,
    bindings: [at(x), at(z), at(gain), at(keeps), at(y)],
    uniforms: [rows, d / 4, rows / batch, x ? 1 : 0, gain ? 1 : 0, keeps ? 1 : 0, branch * batch],
    workgroups: workgroupsFor((rows * d) / 4),
  };
}

export const lowerResidual: Lower = ({ inputs: [x, z, gain, keeps], outputs: [y], attrs }) => [
  scaled(x, z!, gain, keeps, y!, attrs),
];

export const lowerResidualBackward: Lower = ({ inputs: [dy, gain, keeps], outputs: [dz], attrs }) => [
  scaled(null, dy!, gain, keeps, dz!, attrs),
];

export const lowerResidualBackwardGain: Lower = (
  { inputs: [dy, z, keeps], outputs: [dgain], attrs },
  { partial },
) => {
  const { batch, branch } = residualAttrs(attrs);
  const [rows = 0, d = 0] = dy!.shape;
  const wanted = rowChunks(rows);
  const chunked = wanted > 1 ? partial(dgain!, wanted) : undefined;
  const chunks = chunked === undefined ? 1 : wanted;
  const perChunk = Math.ceil(rows / chunks);
  const stride = (chunked?.stride ?? 0) / 4;
  return [
    {
      kernel: GAIN,
      bindings: [at(dy), at(z), at(keeps), chunked ?? at(dgain)],
      uniforms: [rows, d / 4, rows / batch, keeps ? 1 : 0, branch * batch, perChunk, stride],
      workgroups: [Math.ceil(d / 4 / THREADS), chunks, 1],
    },
  ];
};
