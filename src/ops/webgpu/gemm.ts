/**
 * @file Matrix products: each thread makes a block of rows × columns of the result in registers.
 *
 *   nt: C[R, N] = A[R, K] B[N, K]ᵀ    nn: C[R, N] = A[R, K] B[K, N]    tn: C[M, N] = Σ_r A[r, M]ᵀ B[r, N]
 *
 * Families differ in where a thread gets what it multiplies, and all add the same numbers in the same order, so they have
 * the same bits. Rows of A and C are padded to the tallest tile (graph/plan.ts), so only columns are guarded when stored;
 * loads past the end are bounded by WGSL itself.
 */

/** Of the result: rows and vec4 columns per thread; threads of a workgroup across columns and down rows. */
export interface Tiling {
  readonly rows: number;
  readonly vecs: number;
  readonly across: number;
  readonly down: number;
}

/**
 * `register`: straight from the buffers, no barrier. `shared`: tiles that the threads of a workgroup fetch together.
 * `subgroup`: four threads share the rows of A, each loads a quarter and tells the others; only for adapters whose
 * subgroups are four threads (software ones, where a load costs as much as fifty multiplications).
 * Which is faster, only the GPU knows.
 */
export const GEMM_FAMILIES = ['register', 'shared', 'subgroup'] as const;
export type GemmFamily = (typeof GEMM_FAMILIES)[number];

const SQUARE: Tiling = { rows: 8, vecs: 2, across: 8, down: 8 };
/** `rows` for nt and nn, `columns` for tn. Three vec4 across four threads divide the widths of ViTs. */
export const TILINGS = {
  register: { rows: SQUARE, columns: SQUARE },
  shared: { rows: SQUARE, columns: SQUARE },
  subgroup: {
    rows: { rows: 16, vecs: 3, across: 4, down: 1 },
    columns: { rows: 16, vecs: 2, across: 4, down: 1 },
  },
} as const satisfies Record<GemmFamily, Record<'rows' | 'columns', Tiling>>;

/** Workgroups across and down for a result of `rows` × `columns4` vec4. */
export const tilesOf = (
  { rows, vecs, across, down }: Tiling,
  resultRows: number,
  columns4: number,
): readonly [number, number] => [
  Math.ceil(columns4 / (vecs * across)),
  Math.ceil(resultRows / (rows * down)),
];

export const range = (n: number): readonly number[] => [...Array(n).keys()];
export const lines = (items: readonly string[]): string => items.join('\n  ');
/** One statement per row and vec4 column of a thread's block. */
export const cells = ({ rows, vecs }: Tiling, make: (i: number, j: number) => string): string =>
  lines(range(rows).flatMap((i) => range(vecs).map((j) => make(i, j))));

/** What stands before the bindings of a family's module. */
export const preludeOf = (family: GemmFamily): string => (family === 'subgroup' ? 'enable subgroups;\n' : '');

/** The element of A: four threads that each load a quarter of a vec4 need it in single numbers. */
export const elementOfA = (family: GemmFamily): string => (family === 'subgroup' ? 'f32' : 'vec4f');

/** vec4 of each of the two tiles in workgroup memory: 8 KB in all. */
export const SHARED_TILE = 256;
/** What a family's functions need beside the bindings. */
export const declarationsOf = (family: GemmFamily): string =>
  family === 'shared'
    ? `var<workgroup> tileA: array<vec4f, ${SHARED_TILE}>;\nvar<workgroup> tileB: array<vec4f, ${SHARED_TILE}>;`
    : '';

/** Parameters of `main` that tell a thread who it is; `LANE` is then its place among the four that share rows. */
const BUILTINS = `@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_id) local: vec3u`;
export const builtinsOf = (family: GemmFamily): string =>
  family === 'subgroup' ? `${BUILTINS}, @builtin(subgroup_invocation_id) place: u32` : BUILTINS;
export const laneOf = (family: GemmFamily): string => (family === 'subgroup' ? 'place % 4u' : '0u');
