/** @file Linear layers on WebGPU: one matrix product each, with what rides on it; both derivatives in one dispatch. */

import type { Node, Value } from '../../graph/graph.ts';
import { invariant } from '../../lib/assert.ts';
import type { Epilogue } from '../webgpu/gemm-rows.ts';
import { pairGemm, rowGemm, tnGemm } from '../webgpu/gemm-modules.ts';
import { TILINGS, tilesOf, type GemmFamily } from '../webgpu/gemm.ts';
import {
  at,
  foldedGroups,
  type Dispatch,
  type Kernel,
  type Lower,
  type Lowering,
  type Place,
} from '../webgpu/kernel.ts';

const ROWS = ['read', 'read', 'read', 'read', 'read_write', 'read_write'] as const;
const WEIGHT = ['read', 'read', 'read_write', 'read_write'] as const;
const PAIR = ['read', 'read', 'read', 'read', 'read_write', 'read_write', 'read_write'] as const;

function kernelsOf(family: GemmFamily) {
  const kernel = (name: string, code: string, access: Kernel['access']): Kernel => ({
    name: `${name}-${family}`,
    code,
    access,
  });
  const rows = (kind: 'nt' | 'nn', name: string, epilogue: Epilogue): Kernel =>
    kernel(name, rowGemm(kind, epilogue, family), ROWS);
  const weight = (name: string, withSums: boolean): Kernel => kernel(name, tnGemm(withSums, family), WEIGHT);
  const pair = (name: string, withSums: boolean, geluDerivative: boolean): Kernel =>
    kernel(name, pairGemm({ withSums, geluDerivative }, family), PAIR);
  return {
    forward: {
      plain: rows('nt', 'linear', {}),
      bias: rows('nt', 'linear-bias', { bias: true }),
      residual: rows('nt', 'linear-bias-residual', { bias: true, residual: true }),
      bare: rows('nt', 'linear-residual', { residual: true }),
      gelu: rows('nt', 'linear-bias-gelu', { bias: true, gelu: true }),
      bareGelu: rows('nt', 'linear-gelu', { gelu: true }),
    },
    input: {
      plain: rows('nn', 'linear-backward-input', {}),
      gelu: rows('nn', 'linear-backward-input-gelu', { geluDerivative: true }),
    },
    weight: {
      plain: weight('linear-backward-weight', false),
      sums: weight('linear-backward-weight-bias', true),
    },
    pair: {
      plain: pair('linear-backward', false, false),
      sums: pair('linear-backward-bias', true, false),
      gelu: pair('linear-backward-gelu', false, true),
      geluSums: pair('linear-backward-bias-gelu', true, true),
    },
  };
}
const KERNELS = {
  register: kernelsOf('register'),
  shared: kernelsOf('shared'),
  subgroup: kernelsOf('subgroup'),
};

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
      uniforms: [rows, n / 4, k / 4],
      workgroups: [...tilesOf(TILINGS[gemm].rows, rows, n / 4), 1],
    },
  ];
};

export const lowerLinearBackwardInput: Lower = ({ inputs: [dy, w, z], outputs: [dx] }, { gemm }) => {
  const { input } = KERNELS[gemm];
  const [rows = 0, n = 0] = dy!.shape;
  const k = w!.shape[1]!;
  return [
    {
      kernel: z ? input.gelu : input.plain,
      bindings: [at(dy), at(w), at(null), at(z), at(dx), at(null)],
      uniforms: [rows, k / 4, n / 4],
      workgroups: [...tilesOf(TILINGS[gemm].rows, rows, k / 4), 1],
    },
  ];
};

/** Rows of one chunk at least: below that more threads no longer pay for more sums. */
const CHUNK_ROWS = 256;
const MOST_CHUNKS = 8;
/** Blocks of 64 × 64 sums that keep a GPU busy: chunks above that only take memory. */
const BUSY_BLOCKS = 48;

interface Chunks {
  readonly dw: Place;
  readonly db: Place;
  readonly chunks: number;
  readonly perChunk: number;
  /** vec4 from chunk to chunk. */
  readonly strides: readonly [number, number];
}

/** The grouping of sums depends on shapes alone, so that the same run has the same bits on every tiling. */
function chunksOf(rows: number, dw: Value, db: Value | undefined, partial: Lowering['partial']): Chunks {
  const [n = 0, k = 0] = dw.shape;
  const blocks = Math.ceil(n / 64) * Math.ceil(k / 64);
  const wanted = Math.min(MOST_CHUNKS, Math.ceil(rows / CHUNK_ROWS), Math.ceil(BUSY_BLOCKS / blocks));
  const forWeight = wanted > 1 ? partial(dw, wanted) : undefined;
  const forBias = forWeight !== undefined && db !== undefined ? partial(db, wanted) : undefined;
  const chunks = forWeight === undefined ? 1 : wanted;
  return {
    dw: forWeight ?? at(dw),
    db: forBias ?? at(db),
    chunks,
    perChunk: Math.ceil(rows / chunks),
    strides: [(forWeight?.stride ?? 0) / 4, (forBias?.stride ?? 0) / 4],
  };
}

export const lowerLinearBackwardWeight: Lower = (
  { inputs: [dy, x], outputs: [dw, db] },
  { partial, gemm },
) => {
  const { weight } = KERNELS[gemm];
  const [rows = 0, n = 0] = dy!.shape;
  const k = x!.shape[1]!;
  const sums = chunksOf(rows, dw!, db, partial);
  return [
    {
      kernel: db === undefined ? weight.plain : weight.sums,
      bindings: [at(dy), at(x), sums.dw, sums.db],
      uniforms: [rows, n / 4, k / 4, sums.perChunk, ...sums.strides],
      workgroups: [...tilesOf(TILINGS[gemm].columns, n, k / 4), sums.chunks],
    },
  ];
};

/** Both derivatives of one layer at once; the weight's must be the gradient of a weight. */
export function lowerLinearBackwardPair(
  { inputs: [dy, w, z], outputs: [dx] }: Node,
  { inputs: [sameDy, x], outputs: [dw, db] }: Node,
  { partial, gemm }: Lowering,
): Dispatch {
  invariant(dy === sameDy, 'derivatives of two layers');
  const { pair } = KERNELS[gemm];
  const [rows = 0, n = 0] = dy!.shape;
  const k = w!.shape[1]!;
  const sums = chunksOf(rows, dw!, db, partial);
  const [across, down] = tilesOf(TILINGS[gemm].rows, rows, k / 4);
  const [weightAcross, weightDown] = tilesOf(TILINGS[gemm].columns, n, k / 4);
  const inputTiles = across * down;
  const forInput = [rows, k / 4, n / 4, across, inputTiles];
  const forWeight = [weightAcross, weightDown, sums.chunks, sums.perChunk, ...sums.strides];
  const kernel = db === undefined ? (z ? pair.gelu : pair.plain) : z ? pair.geluSums : pair.sums;
  return {
    kernel,
    bindings: [at(dy), at(w), at(x), at(z), at(dx), sums.dw, sums.db],
    uniforms: [...forInput, ...forWeight],
    workgroups: foldedGroups(inputTiles + weightAcross * weightDown * sums.chunks),
  };
}
