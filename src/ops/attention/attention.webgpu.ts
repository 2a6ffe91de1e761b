/** @file Attention on WebGPU: one thread per query forward, per query and per key backward. */

import { at, f32Bits, type Dispatch, type Kernel, type Lower } from '../webgpu/kernel.ts';
import { attentionBackwardKeyWgsl, attentionBackwardQueryWgsl, attentionWgsl } from './attention-wgsl.ts';
import { attentionSizes } from './attention-sizes.ts';

interface Kernels {
  readonly forward: Kernel;
  readonly query: Kernel;
  readonly key: Kernel;
}
const made = new Map<number, Kernels>();

/** Code depends on the head size alone. */
function kernelsOf(h4: number): Kernels {
  const known = made.get(h4);
  if (known !== undefined) return known;
  const kernels: Kernels = {
    forward: {
      name: `attention-${h4 * 4}`,
      code: attentionWgsl(h4),
      access: ['read', 'read_write', 'read_write'],
    },
    query: {
      name: `attention-backward-query-${h4 * 4}`,
      code: attentionBackwardQueryWgsl(h4),
      access: ['read', 'read', 'read', 'read', 'read_write', 'read_write'],
    },
    key: {
      name: `attention-backward-key-${h4 * 4}`,
      code: attentionBackwardKeyWgsl(h4),
      access: ['read', 'read', 'read', 'read', 'read_write'],
    },
  };
  made.set(h4, kernels);
  return kernels;
}

type Sizes = Pick<Dispatch, 'uniforms' | 'workgroups'> & { readonly kernels: Kernels };

function sizesOf(attrs: Parameters<Lower>[0]['attrs'], d: number): Sizes {
  const { batch, tokens, heads } = attentionSizes(attrs);
  const size = d / heads;
  return {
    kernels: kernelsOf(size / 4),
    uniforms: [tokens, heads, d / 4, f32Bits(1 / Math.sqrt(size)), batch * heads],
    workgroups: [Math.ceil(tokens / 16), Math.ceil((batch * heads) / 4), 1],
  };
}

export const lowerAttention: Lower = ({ inputs: [qkv], outputs: [o, lse], attrs }) => {
  const { kernels, ...sizes } = sizesOf(attrs, o!.shape[1]!);
  return [{ kernel: kernels.forward, bindings: [at(qkv), at(o), at(lse)], ...sizes }];
};

export const lowerAttentionBackward: Lower = ({
  inputs: [dOut, qkv, o, lse],
  outputs: [dqkv, delta],
  attrs,
}) => {
  const { kernels, ...sizes } = sizesOf(attrs, dOut!.shape[1]!);
  return [
    { kernel: kernels.query, bindings: [at(dOut), at(qkv), at(o), at(lse), at(dqkv), at(delta)], ...sizes },
    { kernel: kernels.key, bindings: [at(dOut), at(qkv), at(lse), at(delta), at(dqkv)], ...sizes },
  ];
};
