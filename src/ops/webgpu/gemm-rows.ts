/** @file Products whose result has the rows of A: C = A Bᵀ and C = A B, with what rides on them. */

import { cells, lines, range, SHARED_TILE, TILINGS, type GemmFamily } from './gemm.ts';

export interface Epilogue {
  readonly bias?: boolean;
  readonly residual?: boolean;
  /** Also writes the pre-activation. */
  readonly gelu?: boolean;
  /** Multiplies by gelu' of a stored pre-activation. */
  readonly geluDerivative?: boolean;
}

/** Names of the buffers; those that the epilogue does not use need none. */
interface RowBuffers {
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly bias?: string;
  /** The residual, or the stored pre-activation. */
  readonly extra?: string;
  readonly z?: string;
}

interface RowPart {
  readonly kind: 'nt' | 'nn';
  readonly family: GemmFamily;
  readonly epilogue: Epilogue;
  readonly buffers: RowBuffers;
}

/** WGSL function `rowTile`: one workgroup's part of the result. */
export function rowTile(part: RowPart): string {
  const { family, epilogue, buffers } = part;
  const tiling = TILINGS[family].rows;
  const { rows, vecs, across, down } = tiling;
  const { a, bias, extra, c, z } = buffers;
  const start = (j: number): string => (epilogue.bias ? `${bias}[col + ${j}u]` : 'vec4f()');
  const store = (i: number, j: number): string => {
    const sum = `c${i}_${j}`;
    const out = epilogue.residual
      ? `${sum} + ${extra}[o]`
      : epilogue.geluDerivative
        ? `${sum} * geluDerivative(${extra}[o])`
        : sum;
    const written = epilogue.gelu ? `${z}[o] = ${sum}; ${c}[o] = gelu(${sum});` : `${c}[o] = ${out};`;
    return `if (col + ${j}u < n4) { let o = (row + ${i}u) * n4 + col + ${j}u; ${written} }`;
  };
  const outside = 'if (row >= rows || col >= n4) { return; }';
  return `fn rowTile(group: vec2u, local: vec2u, lane: u32, rows: u32, n4: u32, k4: u32) {
  let row = (group.y * ${down}u + local.y) * ${rows}u; let col = (group.x * ${across}u + local.x) * ${vecs}u;
  ${family === 'register' ? outside : ''}
  ${cells(tiling, (i, j) => `var c${i}_${j} = ${start(j)};`)}
  ${LOOPS[family](part, a)}
  ${family === 'shared' ? 'if (row >= rows) { return; } // only now: all threads must meet at the barriers' : ''}
  ${cells(tiling, store)}
}`;
}

const PARTS = range(4);

/** `entry`: WGSL for number p of row i of A, at this vec4 of k. */
const multiplyAdd = (family: GemmFamily, entry: (i: number, p: number) => string): string => {
  const { rows, vecs } = TILINGS[family].rows;
  return lines(
    PARTS.flatMap((p) =>
      range(rows).map((i) => {
        const sums = range(vecs).map((j) => `c${i}_${j} = fma(x, b${p}_${j}, c${i}_${j});`);
        return `{ let x = vec4f(${entry(i, p)}); ${sums.join(' ')} }`;
      }),
    ),
  );
};
const ownEntry = (i: number, p: number): string => `a${i}[${p}]`;

const LOOPS: Readonly<Record<GemmFamily, (part: RowPart, a: string) => string>> = {
  register: (part, a) => `for (var k = 0u; k < k4; k++) {
  ${lines(range(TILINGS.register.rows.rows).map((i) => `let a${i} = ${a}[(row + ${i}u) * k4 + k];`))}
  ${columnsOf(part)}
  ${multiplyAdd('register', ownEntry)}
  }`,
  // Thread p loads number p of a vec4 and every thread gets all four; no thread may leave before.
  subgroup: (part, a) => `for (var k = 0u; k < k4; k++) {
  ${lines(range(TILINGS.subgroup.rows.rows).map((i) => `let a${i} = ${a}[((row + ${i}u) * k4 + k) * 4u + lane];`))}
  ${columnsOf(part)}
  ${multiplyAdd('subgroup', (i, p) => `subgroupBroadcast(a${i}, ${p}u)`)}
  }`,
  shared: sharedLoop,
};

/** b[p][j]: number 4k + p of each of the four columns of vec4 j. */
const columnsOf = ({ kind, family, buffers: { b } }: RowPart): string => {
  const vecs = range(TILINGS[family].rows.vecs);
  return kind === 'nn' ? plainColumns(b, vecs) : transposedColumns(b, vecs);
};

const plainColumns = (b: string, vecs: readonly number[]): string =>
  lines(PARTS.flatMap((p) => vecs.map((j) => `let b${p}_${j} = ${b}[(k * 4u + ${p}u) * n4 + col + ${j}u];`)));

/** Out of B's rows, which here are the columns of the result. */
function transposedColumns(b: string, vecs: readonly number[]): string {
  const loads = vecs.flatMap((j) =>
    PARTS.map((p) => `let w${j}_${p} = ${b}[((col + ${j}u) * 4u + ${p}u) * k4 + k];`),
  );
  const turned = PARTS.flatMap((p) =>
    vecs.map((j) => `let b${p}_${j} = vec4f(${PARTS.map((q) => `w${j}_${q}[${p}]`).join(', ')});`),
  );
  return lines([...loads, ...turned]);
}

const { rows: ROWS, vecs: VECS, across: ACROSS, down: DOWN } = TILINGS.shared.rows;
const GROUP_ROWS = ROWS * DOWN;
const GROUP_VECS = VECS * ACROSS;
const MEMBERS = ACROSS * DOWN;
/** vec4 of k in a tile: A's lies by row, B's by k. */
const DEPTH = SHARED_TILE / GROUP_ROWS;

function sharedLoop({ kind, buffers: { b } }: RowPart, a: string): string {
  const loads = range(SHARED_TILE / MEMBERS);
  return `let member = local.y * ${ACROSS}u + local.x;
  let firstRow = group.y * ${GROUP_ROWS}u; let firstCol = group.x * ${GROUP_VECS}u;
  let inRow = local.y * ${ROWS}u; let inCol = local.x * ${VECS}u;
  for (var begin = 0u; begin < k4; begin += ${DEPTH}u) {
  ${lines(loads.map((l) => `{ let i = member + ${l * MEMBERS}u; tileA[i] = ${a}[(firstRow + i / ${DEPTH}u) * k4 + begin + i % ${DEPTH}u]; }`))}
  ${kind === 'nt' ? fetchTransposed(b) : fetchPlain(b)}
  workgroupBarrier();
  let span = min(${DEPTH}u, k4 - begin);
  for (var k = 0u; k < span; k++) {
  ${lines(range(ROWS).map((i) => `let a${i} = tileA[(inRow + ${i}u) * ${DEPTH}u + k];`))}
  ${lines(PARTS.flatMap((p) => range(VECS).map((j) => `let b${p}_${j} = tileB[(k * 4u + ${p}u) * ${GROUP_VECS}u + inCol + ${j}u];`)))}
  ${multiplyAdd('shared', ownEntry)}
  }
  workgroupBarrier();
  }`;
}

const fetchPlain = (b: string): string =>
  lines(
    range((GROUP_VECS * DEPTH * 4) / MEMBERS).map(
      (l) =>
        `{ let i = member + ${l * MEMBERS}u; tileB[i] = ${b}[(begin * 4u + i / ${GROUP_VECS}u) * n4 + firstCol + i % ${GROUP_VECS}u]; }`,
    ),
  );

/** Each thread turns the four columns of one vec4 at one vec4 of k. */
const fetchTransposed = (b: string): string => `{
  let k = member / ${GROUP_VECS}u; let j = member % ${GROUP_VECS}u;
  ${lines(PARTS.map((p) => `let w${p} = ${b}[((firstCol + j) * 4u + ${p}u) * k4 + begin + k];`))}
  ${lines(PARTS.map((p) => `tileB[(k * 4u + ${p}u) * ${GROUP_VECS}u + j] = vec4f(${PARTS.map((q) => `w${q}[${p}]`).join(', ')});`))}
  }`;
