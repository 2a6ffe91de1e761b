/**
 * @file Matrix products: each thread makes a block of rows × columns of the result in registers. What it reads comes
 * straight from the buffers, without barriers, or out of tiles that the threads of a workgroup fetch together.
 *
 *   nt: C[R, N] = A[R, K] B[N, K]ᵀ    nn: C[R, N] = A[R, K] B[K, N]    tn: C[M, N] = Σ_r A[r, M]ᵀ B[r, N]
 *
 * Both families add the same numbers in the same order, so they have the same bits.
 *
 * Everything is read as vec4 along its last axis. Rows of A and C are padded to the tile (graph/plan.ts), so only
 * columns are guarded when stored; loads past the end are bounded by WGSL itself.
 */

import { GELU } from './gelu.ts';

/** Rows of the result per thread. */
export const TILE_ROWS = 8;
/** vec4 columns of the result per thread. */
export const TILE_VECS = 2;
/** Threads of a workgroup across columns and down rows. */
export const GROUP = [8, 8] as const;

const range = (n: number): readonly number[] => [...Array(n).keys()];
const lines = (items: readonly string[]): string => items.join('\n  ');
const ROWS = range(TILE_ROWS);
const VECS = range(TILE_VECS);
const PARTS = range(4);
const cells = (make: (i: number, j: number) => string): string =>
  lines(ROWS.flatMap((i) => VECS.map((j) => make(i, j))));

/** Workgroups for a result of `rows` × `columns4` vec4. */
export const gemmWorkgroups = (
  rows: number,
  columns4: number,
  chunks = 1,
): readonly [number, number, number] => [
  Math.ceil(columns4 / (TILE_VECS * GROUP[0])),
  Math.ceil(rows / (TILE_ROWS * GROUP[1])),
  chunks,
];

export interface Epilogue {
  readonly bias?: boolean;
  readonly residual?: boolean;
  /** Also writes the pre-activation. */
  readonly gelu?: boolean;
  /** Multiplies by gelu' of a stored pre-activation. */
  readonly geluDerivative?: boolean;
}

/** `register`: no barrier. `shared`: tiles in workgroup memory. Which is faster, only the GPU knows. */
export const GEMM_FAMILIES = ['register', 'shared'] as const;
export type GemmFamily = (typeof GEMM_FAMILIES)[number];

const SIZES = `struct Sizes { rows: u32, n4: u32, k4: u32, unused: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> a: array<vec4f>;
@group(0) @binding(2) var<storage, read> b: array<vec4f>;`;

/** Bindings: a, b, bias (nt), residual or z, then what is written: c, and z with GELU. */
export function rowGemm(kind: 'nt' | 'nn', epilogue: Epilogue, family: GemmFamily): string {
  const { bias = false, residual = false, gelu = false, geluDerivative = false } = epilogue;
  const start = (j: number): string => (bias ? `bias[col + ${j}u]` : 'vec4f()');
  const store = (i: number, j: number): string => {
    const sum = `c${i}_${j}`;
    const out = residual ? `${sum} + extra[o]` : geluDerivative ? `${sum} * geluDerivative(extra[o])` : sum;
    const written = gelu ? `z[o] = ${sum}; c[o] = gelu(${sum});` : `c[o] = ${out};`;
    return `if (col + ${j}u < n4) { let o = (row + ${i}u) * n4 + col + ${j}u; ${written} }`;
  };
  return `${gelu || geluDerivative ? GELU : ''}
${SIZES}
@group(0) @binding(3) var<storage, read> bias: array<vec4f>;
@group(0) @binding(4) var<storage, read> extra: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> c: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> z: array<vec4f>;
${family === 'shared' ? SHARED : ''}
@compute @workgroup_size(${GROUP.join(', ')})
fn main(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(workgroup_id) group: vec3u,
) {
  let rows = u.rows; let n4 = u.n4; let k4 = u.k4;
  let row = id.y * ${TILE_ROWS}u; let col = id.x * ${TILE_VECS}u;
  ${family === 'shared' ? '' : 'if (row >= rows || col >= n4) { return; }'}
  ${cells((i, j) => `var c${i}_${j} = ${start(j)};`)}
  ${family === 'shared' ? sharedLoop(kind) : registerLoop(kind)}
  ${family === 'shared' ? 'if (row >= rows) { return; } // only now: all threads must meet at the barriers' : ''}
  ${cells(store)}
}`;
}

const MULTIPLY_ADD = lines(
  PARTS.flatMap((p) =>
    ROWS.flatMap((i) => VECS.map((j) => `c${i}_${j} = fma(vec4f(a${i}[${p}]), b${p}_${j}, c${i}_${j});`)),
  ),
);

const registerLoop = (kind: 'nt' | 'nn'): string => `for (var k = 0u; k < k4; k++) {
  ${lines(ROWS.map((i) => `let a${i} = a[(row + ${i}u) * k4 + k];`))}
  ${kind === 'nt' ? transposedColumns() : plainColumns()}
  ${MULTIPLY_ADD}
  }`;

/** vec4 of k in one shared tile; rows and vec4 columns of the result that a workgroup makes. */
const DEPTH = 4;
const GROUP_ROWS = TILE_ROWS * GROUP[1];
const GROUP_VECS = TILE_VECS * GROUP[0];
const MEMBERS = GROUP[0] * GROUP[1];

/** A's tile by row, B's by k: 8 KB. */
const SHARED = `
var<workgroup> tileA: array<vec4f, ${GROUP_ROWS * DEPTH}>;
var<workgroup> tileB: array<vec4f, ${GROUP_VECS * DEPTH * 4}>;`;

function sharedLoop(kind: 'nt' | 'nn'): string {
  const loads = range((GROUP_ROWS * DEPTH) / MEMBERS);
  return `let member = local.y * ${GROUP[0]}u + local.x;
  let firstRow = group.y * ${GROUP_ROWS}u; let firstCol = group.x * ${GROUP_VECS}u;
  let inRow = local.y * ${TILE_ROWS}u; let inCol = local.x * ${TILE_VECS}u;
  for (var begin = 0u; begin < k4; begin += ${DEPTH}u) {
  ${lines(loads.map((l) => `{ let i = member + ${l * MEMBERS}u; tileA[i] = a[(firstRow + i / ${DEPTH}u) * k4 + begin + i % ${DEPTH}u]; }`))}
  ${kind === 'nt' ? fetchTransposed() : fetchPlain()}
  workgroupBarrier();
  let span = min(${DEPTH}u, k4 - begin);
  for (var k = 0u; k < span; k++) {
  ${lines(ROWS.map((i) => `let a${i} = tileA[(inRow + ${i}u) * ${DEPTH}u + k];`))}
  ${lines(PARTS.flatMap((p) => VECS.map((j) => `let b${p}_${j} = tileB[(k * 4u + ${p}u) * ${GROUP_VECS}u + inCol + ${j}u];`)))}
  ${MULTIPLY_ADD}
  }
  workgroupBarrier();
  }`;
}

const fetchPlain = (): string =>
  lines(
    range((GROUP_VECS * DEPTH * 4) / MEMBERS).map(
      (l) =>
        `{ let i = member + ${l * MEMBERS}u; tileB[i] = b[(begin * 4u + i / ${GROUP_VECS}u) * n4 + firstCol + i % ${GROUP_VECS}u]; }`,
    ),
  );

/** Each thread turns the four columns of one vec4 at one vec4 of k. */
const fetchTransposed = (): string => `{
  let k = member / ${GROUP_VECS}u; let j = member % ${GROUP_VECS}u;
  ${lines(PARTS.map((p) => `let w${p} = b[((firstCol + j) * 4u + ${p}u) * k4 + begin + k];`))}
  ${lines(PARTS.map((p) => `tileB[(k * 4u + ${p}u) * ${GROUP_VECS}u + j] = vec4f(${PARTS.map((q) => `w${q}[${p}]`).join(', ')});`))}
  }`;

/** b[p][j]: row 4k + p of B, columns of vec4 j. */
const plainColumns = (): string =>
  lines(PARTS.flatMap((p) => VECS.map((j) => `let b${p}_${j} = b[(k * 4u + ${p}u) * n4 + col + ${j}u];`)));

/** The same out of B's rows, which here are the columns of the result. */
function transposedColumns(): string {
  const loads = VECS.flatMap((j) =>
    PARTS.map((p) => `let w${j}_${p} = b[((col + ${j}u) * 4u + ${p}u) * k4 + k];`),
  );
  const turned = PARTS.flatMap((p) =>
    VECS.map((j) => `let b${p}_${j} = vec4f(${PARTS.map((q) => `w${j}_${q}[${p}]`).join(', ')});`),
  );
  return lines([...loads, ...turned]);
}

/** Entry `i` of a column of the A tile, whose vectors are a0, a1, … */
const entryOfA = (i: number): string => `a${Math.floor(i / 4)}[${i % 4}]`;

/**
 * Column sums of A ride along as the bias' gradient. Rows r are cut into chunks (id.z) whose sums lie one after the
 * other; strides count vec4. Bindings: a, b, c, sums.
 */
export function tnGemm(withSums: boolean): string {
  const halves = range(TILE_ROWS / 4);
  return `struct Sizes { count: u32, m4: u32, n4: u32, perChunk: u32, stride: u32, sumStride: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> a: array<vec4f>;
@group(0) @binding(2) var<storage, read> b: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> c: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> sums: array<vec4f>;
@compute @workgroup_size(${GROUP.join(', ')})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let m4 = u.m4; let n4 = u.n4;
  let row = id.y * ${halves.length}u; let col = id.x * ${TILE_VECS}u;
  if (row >= m4 || col >= n4) { return; }
  let begin = id.z * u.perChunk; let end = min(begin + u.perChunk, u.count);
  ${cells((i, j) => `var c${i}_${j} = vec4f();`)}
  ${lines(halves.map((i) => `var s${i} = vec4f();`))}
  for (var r = begin; r < end; r++) {
  ${lines(halves.map((i) => `let a${i} = a[r * m4 + row + ${i}u];`))}
  ${lines(VECS.map((j) => `let b${j} = b[r * n4 + col + ${j}u];`))}
  ${withSums ? lines(halves.map((i) => `s${i} += a${i};`)) : ''}
  ${cells((i, j) => `c${i}_${j} = fma(vec4f(${entryOfA(i)}), b${j}, c${i}_${j});`)}
  }
  let out = id.z * u.stride;
  ${cells((i, j) => `if (row + ${Math.floor(i / 4)}u < m4 && col + ${j}u < n4) { c[out + (row * 4u + ${i}u) * n4 + col + ${j}u] = c${i}_${j}; }`)}
  ${withSums ? `if (col == 0u) { let at = id.z * u.sumStride;\n  ${lines(halves.map((i) => `if (row + ${i}u < m4) { sums[at + row + ${i}u] = s${i}; }`))} }` : ''}
}`;
}

/** Workgroups of a tn product [M, N] in `chunks`. */
export const tnWorkgroups = (m4: number, n4: number, chunks: number): readonly [number, number, number] => [
  Math.ceil(n4 / (TILE_VECS * GROUP[0])),
  Math.ceil(m4 / ((TILE_ROWS / 4) * GROUP[1])),
  chunks,
];
