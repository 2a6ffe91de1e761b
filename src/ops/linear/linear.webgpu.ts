/** @file Linear layers on WebGPU: one register-tiled product each, with what rides on it. */

import {
  gemmWorkgroups,
  rowGemm,
  tnGemm,
  tnWorkgroups,
  type Epilogue,
  type GemmFamily,
} from '../webgpu/gemm.ts';
import { at, type Kernel, type Lower } from '../webgpu/kernel.ts';

const ACCESS = ['read', 'read', 'read', 'read', 'read_write', 'read_write'] as const;

function rowKernels(family: GemmFamily) {
  const kernel = (kind: 'nt' | 'nn', name: string, epilogue: Epilogue): Kernel => ({
    name: family === 'register' ? name : `${name}-${family}`,
    code: rowGemm(kind, epilogue, family),
    access: ACCESS,
  });
  return {
    forward: {
      plain: kernel('nt', 'linear', {}),
      bias: kernel('nt', 'linear-bias', { bias: true }),
      residual: kernel('nt', 'linear-bias-residual', { bias: true, residual: true }),
      bare: kernel('nt', 'linear-residual', { residual: true }),
      gelu: kernel('nt', 'linear-bias-gelu', { bias: true, gelu: true }),
      bareGelu: kernel('nt', 'linear-gelu', { gelu: true }),
    },
    backward: {
      plain: kernel('nn', 'linear-backward-input', {}),
      gelu: kernel('nn', 'linear-backward-input-gelu', { geluDerivative: true }),
    },
  };
}
const KERNELS = { register: rowKernels('register'), shared: rowKernels('shared') };

export const lowerLinear: Lower = ({ inputs: [x, w, b, residual], outputs: [y, z], attrs }, { gemm }) => {
  const { forward } = KERNELS[gemm];
  const [rows = 0, k = 0] = x!.shape;
  const n = w!.shape[0]!;
  const hasBias = b !== null && b !== undefined;
  const gelu = attrs['activation'] === 'gelu';
  const kernel = gelu
    ? hasBias
      ? forward.gelu
      : forward.bareGelu
    : residual
      ? hasBias
        ? forward.residual
        : forward.bare
      : hasBias
        ? forward.bias
        : forward.plain;
  return [
    {
      kernel,
      bindings: [at(x), at(w), at(b), at(residual), at(y), at(z)],
      uniforms: [rows, n / 4, k / 4, 0],
      workgroups: gemmWorkgroups(rows, n / 4),
    },
  ];
};

export const lowerLinearBackwardInput: Lower = ({ inputs: [dy, w, z], outputs: [dx] }, { gemm }) => {
  const { backward } = KERNELS[gemm];
  const [rows = 0, n = 0] = dy!.shape;
  const k = w!.shape[1]!;
  return [
    {
      kernel: z ? backward.gelu : backward.plain,
      bindings: [at(dy), at(w), at(null), at(z), at(dx), at(null)],
      uniforms: [rows, k / 4, n / 4, 0],
      workgroups: gemmWorkgroups(rows, k / 4),
    },
  ];
};

const WEIGHT = {
  sums: {
    name: 'linear-backward-weight-bias',
    code: tnGemm(true),
    access: ['read', 'read', 'read_write', 'read_write'],
  },
  plain: {
    name: 'linear-backward-weight',
    code: tnGemm(false),
    access: ['read', 'read', 'read_write', 'read_write'],
  },
} as const satisfies Record<string, Kernel>;

/** Rows of one chunk at least: below that more threads no longer pay for more sums. */
const CHUNK_ROWS = 256;
const MOST_CHUNKS = 8;

export const lowerLinearBackwardWeight: Lower = ({ inputs: [dy, x], outputs: [dw, db] }, { partial }) => {
  const [rows = 0, n = 0] = dy!.shape;
  const k = x!.shape[1]!;
  // The grouping of sums depends on shapes alone, so that the same run has the same bits on every tiling.
  const wanted = Math.min(MOST_CHUNKS, Math.ceil(rows / CHUNK_ROWS));
  const forWeight = wanted > 1 ? partial(dw!, wanted) : undefined;
  const forBias = forWeight !== undefined && db !== undefined ? partial(db, wanted) : undefined;
  const chunks = forWeight === undefined ? 1 : wanted;
  return [
    {
      kernel: db === undefined ? WEIGHT.plain : WEIGHT.sums,
      bindings: [at(dy), at(x), forWeight ?? at(dw), forBias ?? at(db)],
      uniforms: [
        rows,
        n / 4,
        k / 4,
        Math.ceil(rows / chunks),
        (forWeight?.stride ?? 0) / 4,
        (forBias?.stride ?? 0) / 4,
      ],
      workgroups: tnWorkgroups(n / 4, k / 4, chunks),
    },
  ];
};
