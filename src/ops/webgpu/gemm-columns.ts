/** @file Products whose result has the columns of A: C = Aᵀ B, the gradients of weights, with A's column sums beside. */

import { cells, lines, range, SHARED_TILE, TILINGS, type GemmFamily } from './gemm.ts';

interface ColumnPart {
  readonly family: GemmFamily;
  /** Column sums of A, the bias' gradient, ride along. */
  readonly withSums: boolean;
  readonly buffers: { readonly a: string; readonly b: string; readonly c: string; readonly sums: string };
}

/** A's element is the sums' too. */
export function columnTile(part: ColumnPart): string {
  const { family, withSums, buffers } = part;
  const tiling = TILINGS[family].columns;
  const { rows, vecs, across, down } = tiling;
  const { c } = buffers;
  const cell = (i: number, j: number): string =>
    `if (row + ${i}u < m && col + ${j}u < n4) { ${c}[out + (row + ${i}u) * n4 + col + ${j}u] = c${i}_${j}; }`;
  const outside = 'if (row >= m || col >= n4) { return; }';
  return `fn columnTile(
  group: vec3u, local: vec2u, lane: u32,
  count: u32, m4: u32, n4: u32, perChunk: u32, stride: u32, sumStride: u32,
) {
  let m = m4 * 4u;
  let row = (group.y * ${down}u + local.y) * ${rows}u; let col = (group.x * ${across}u + local.x) * ${vecs}u;
  ${family === 'register' ? outside : ''}
  let begin = group.z * perChunk; let end = min(begin + perChunk, count);
  ${cells(tiling, (i, j) => `var c${i}_${j} = vec4f();`)}
  ${lines(range(rows / 4).map((i) => `var s${i} = ${family === 'subgroup' ? '0.0' : 'vec4f()'};`))}
  ${LOOPS[family](part)}
  ${family === 'shared' ? outside : ''}
  let out = group.z * stride;
  ${cells(tiling, cell)}
  ${withSums ? storeSums(part) : ''}
}`;
}

function storeSums({ family, buffers: { sums } }: ColumnPart): string {
  const { rows } = TILINGS[family].columns;
  const stores = range(rows / 4).map((i) =>
    family === 'subgroup'
      ? `{ let o = row + ${4 * i}u + lane; if (o < m) { ${sums}[at * 4u + o] = s${i}; } }`
      : `{ let o = row / 4u + ${i}u; if (o < m4) { ${sums}[at + o] = s${i}; } }`,
  );
  const isFirst = family === 'subgroup' ? 'group.x == 0u' : 'col == 0u';
  return `if (${isFirst}) { let at = group.z * sumStride;\n  ${lines(stores)} }`;
}

/** A's vectors of this r are a0, a1, …, B's b0, b1, … */
function multiplyAdd({ family, withSums }: ColumnPart): string {
  const { rows, vecs } = TILINGS[family].columns;
  const sums = withSums ? range(rows / 4).map((i) => `s${i} += a${i};`) : [];
  const entry = (i: number): string =>
    family === 'subgroup'
      ? `subgroupBroadcast(a${Math.floor(i / 4)}, ${i % 4}u)`
      : `a${Math.floor(i / 4)}[${i % 4}]`;
  const products = range(rows).map((i) => {
    const row = range(vecs).map((j) => `c${i}_${j} = fma(x, b${j}, c${i}_${j});`);
    return `{ let x = vec4f(${entry(i)}); ${row.join(' ')} }`;
  });
  return lines([...sums, ...products]);
}

const plainLoop = (part: ColumnPart): string => {
  const { family, buffers } = part;
  const { rows, vecs } = TILINGS[family].columns;
  const { a, b } = buffers;
  const loadA = (i: number): string =>
    family === 'subgroup'
      ? `let a${i} = ${a}[r * m + row + ${4 * i}u + lane];`
      : `let a${i} = ${a}[r * m4 + row / 4u + ${i}u];`;
  return `for (var r = begin; r < end; r++) {
  ${lines(range(rows / 4).map(loadA))}
  ${lines(range(vecs).map((j) => `let b${j} = ${b}[r * n4 + col + ${j}u];`))}
  ${multiplyAdd(part)}
  }`;
};

const { rows: ROWS, vecs: VECS, across: ACROSS, down: DOWN } = TILINGS.shared.columns;
const GROUP_ROWS4 = (ROWS * DOWN) / 4;
const GROUP_VECS = VECS * ACROSS;
const MEMBERS = ACROSS * DOWN;
/** Rows r in a tile. */
const DEPTH = SHARED_TILE / GROUP_VECS;

const fetch = (tile: string, from: string, vectors: number, stride: string, first: string): string =>
  lines(
    range(SHARED_TILE / MEMBERS).map(
      (l) =>
        `{ let i = member + ${l * MEMBERS}u; ${tile}[i] = ${from}[(top + i / ${vectors}u) * ${stride} + ${first} + i % ${vectors}u]; }`,
    ),
  );

const sharedLoop = (part: ColumnPart): string => {
  const { a, b } = part.buffers;
  return `let member = local.y * ${ACROSS}u + local.x;
  let inRow = local.y * ${ROWS / 4}u; let inCol = local.x * ${VECS}u;
  let firstRow = group.y * ${GROUP_ROWS4}u; let firstCol = group.x * ${GROUP_VECS}u;
  for (var top = begin; top < end; top += ${DEPTH}u) {
  ${fetch('tileA', a, GROUP_ROWS4, 'm4', 'firstRow')}
  ${fetch('tileB', b, GROUP_VECS, 'n4', 'firstCol')}
  workgroupBarrier();
  let span = min(${DEPTH}u, end - top);
  for (var r = 0u; r < span; r++) {
  ${lines(range(ROWS / 4).map((i) => `let a${i} = tileA[r * ${GROUP_ROWS4}u + inRow + ${i}u];`))}
  ${lines(range(VECS).map((j) => `let b${j} = tileB[r * ${GROUP_VECS}u + inCol + ${j}u];`))}
  ${multiplyAdd(part)}
  }
  workgroupBarrier();
  }`;
};

const LOOPS: Readonly<Record<GemmFamily, (part: ColumnPart) => string>> = {
  register: plainLoop,
  subgroup: plainLoop,
  shared: sharedLoop,
};
