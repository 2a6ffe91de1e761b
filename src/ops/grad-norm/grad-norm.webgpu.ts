/** @file The gradient's norm on WebGPU, in two stages. */

import { at, type Kernel, type Lower } from '../webgpu/kernel.ts';
import wgsl from './grad-norm.wgsl?raw';

const ACCESS = ['read', 'read_write'] as const;
const SQUARES: Kernel = { name: 'grad-norm', code: `const FINISH = false;\n${wgsl}`, access: ACCESS };
const FINISH: Kernel = { name: 'grad-norm-finish', code: `const FINISH = true;\n${wgsl}`, access: ACCESS };

/** Sums of the first stage; a multiple of 4, since the second reads vec4. */
const GROUPS = 256;

export const lowerGradNorm: Lower = ({ outputs: [norm] }, { trainableSize }) => [
  {
    kernel: SQUARES,
    bindings: [{ kind: 'flat', which: 'gradients' }, { kind: 'scratch' }],
    uniforms: [trainableSize / 4, GROUPS],
    workgroups: [GROUPS, 1, 1],
  },
  {
    kernel: FINISH,
    bindings: [{ kind: 'scratch' }, at(norm)],
    uniforms: [GROUPS / 4, 1],
    workgroups: [1, 1, 1],
  },
];
