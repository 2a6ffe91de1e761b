/** @file Layer normalisation on WebGPU. */

import type { Node } from '../../graph/graph.ts';
import { invariant } from '../../lib/assert.ts';
import {
  at,
  f32Bits,
  ITEM,
  THREADS,
  workgroupsFor,
  type Dispatch,
  type Kernel,
  type Lower,
  type Lowering,
} from '../webgpu/kernel.ts';
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

const SIDES = ['a', 'b'] as const;
const sizesOf = (side: string): string =>
  ['rows', 'd4', 'chunks', 'perChunk', 'scale', 'scaleStride', 'shift', 'shiftStride']
    .map((name) => `${side}_${name}: u32`)
    .join(', ');
/** The column sums of one norm, as {@link WEIGHT} makes them. */
const sumsOf = (side: string, z: number): string => `
  if (id.z == ${z}u) {
    let d4 = u.${side}_d4;
    if (id.x >= d4 || id.y >= u.${side}_chunks) { return; }
    let first = id.y * u.${side}_perChunk;
    let to = min(first + u.${side}_perChunk, u.${side}_rows);
    var scale = vec4f();
    var shift = vec4f();
    for (var r = first; r < to; r++) {
      let d = ${side}_dy[r * d4 + id.x];
      let s = ${side}_stats[r];
      scale = fma(d, (${side}_x[r * d4 + id.x] - s.x) * s.y, scale);
      shift += d;
    }
    partials[u.${side}_scale + id.y * u.${side}_scaleStride + id.x] = scale;
    partials[u.${side}_shift + id.y * u.${side}_shiftStride + id.x] = shift;
  }`;
/** Two norms in one dispatch, side by side in z. More than two would need more than the eight buffers that all GPUs bind. */
const WEIGHT_PAIR: Kernel = {
  name: 'layer-norm-backward-weight-pair',
  code: `struct Sizes { ${SIDES.map(sizesOf).join(', ')} }
@group(0) @binding(0) var<uniform> u: Sizes;
${SIDES.map(
  (side, i) => `@group(0) @binding(${3 * i + 1}) var<storage, read> ${side}_dy: array<vec4f>;
@group(0) @binding(${3 * i + 2}) var<storage, read> ${side}_x: array<vec4f>;
@group(0) @binding(${3 * i + 3}) var<storage, read> ${side}_stats: array<vec2f>;`,
).join('\n')}
@group(0) @binding(7) var<storage, read_write> partials: array<vec4f>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3u) {${SIDES.map(sumsOf).join('')}
}`,
  access: ['read', 'read', 'read', 'read', 'read', 'read', 'read_write'],
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

/** The two sums of two norms at once; all four must be gradients of weights. */
export function lowerLayerNormBackwardWeightPair(
  pair: readonly [Node, Node],
  { partial }: Lowering,
): Dispatch {
  const sides = pair.map(({ inputs, outputs: [dgamma, dbeta] }) => {
    const [rows = 0, d = 0] = inputs[1]!.shape;
    const chunks = rowChunks(rows);
    const scale = partial(dgamma!, chunks);
    const shift = partial(dbeta!, chunks);
    invariant(scale !== undefined && shift !== undefined, 'a layer norm whose gradients wait nowhere');
    const places = [scale.first / 4, scale.stride / 4, shift.first / 4, shift.stride / 4];
    return {
      inputs,
      d4: d / 4,
      chunks,
      uniforms: [rows, d / 4, chunks, Math.ceil(rows / chunks), ...places],
    };
  });
  return {
    kernel: WEIGHT_PAIR,
    bindings: [...sides.flatMap(({ inputs }) => inputs.map((input) => at(input))), { kind: 'all-partials' }],
    uniforms: sides.flatMap(({ uniforms }) => uniforms),
    workgroups: [
      Math.ceil(Math.max(...sides.map(({ d4 }) => d4)) / THREADS),
      Math.max(...sides.map(({ chunks }) => chunks)),
      2,
    ],
  };
}
