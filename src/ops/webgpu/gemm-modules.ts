/** @file The products as WGSL modules: one product, or both derivatives of a linear layer in one dispatch. */

import { GELU } from './gelu.ts';
import { columnTile } from './gemm-columns.ts';
import { rowTile, type Epilogue } from './gemm-rows.ts';
import {
  builtinsOf,
  declarationsOf,
  elementOfA,
  laneOf,
  preludeOf,
  TILINGS,
  type GemmFamily,
} from './gemm.ts';

const geluOf = ({ gelu = false, geluDerivative = false }: Epilogue): string =>
  gelu || geluDerivative ? GELU : '';

/** The threads of both kinds of tile are as many. */
const mainOf = (family: GemmFamily, body: string): string => `
@compute @workgroup_size(${TILINGS[family].rows.across}, ${TILINGS[family].rows.down})
fn main(${builtinsOf(family)}) {
  let lane = ${laneOf(family)};
  ${body}
}`;

/** Bindings: a, b, bias (nt), residual or z, then what is written: c, and z with GELU. */
export const rowGemm = (kind: 'nt' | 'nn', epilogue: Epilogue, family: GemmFamily): string =>
  `${preludeOf(family)}${geluOf(epilogue)}
struct Sizes { rows: u32, n4: u32, k4: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> a: array<${elementOfA(family)}>;
@group(0) @binding(2) var<storage, read> b: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<vec4f>;
@group(0) @binding(4) var<storage, read> extra: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> c: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> z: array<vec4f>;
${declarationsOf(family)}
${rowTile({ kind, family, epilogue, buffers: { a: 'a', b: 'b', bias: 'bias', extra: 'extra', c: 'c', z: 'z' } })}
${mainOf(family, 'rowTile(group.xy, local.xy, lane, u.rows, u.n4, u.k4);')}`;

/**
 * Rows r are cut into chunks (group.z) whose sums lie one after the other; strides count vec4.
 * Bindings: a, b, c, sums.
 */
export const tnGemm = (withSums: boolean, family: GemmFamily): string => `${preludeOf(family)}
struct Sizes { count: u32, m4: u32, n4: u32, perChunk: u32, stride: u32, sumStride: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> a: array<${elementOfA(family)}>;
@group(0) @binding(2) var<storage, read> b: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> c: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> sums: array<${elementOfA(family)}>;
${declarationsOf(family)}
${columnTile({ family, withSums, buffers: { a: 'a', b: 'b', c: 'c', sums: 'sums' } })}
${mainOf(family, 'columnTile(group, local.xy, lane, u.count, u.m4, u.n4, u.perChunk, u.stride, u.sumStride);')}`;

/**
 * dx = dy W (⊙ gelu'(z)) and dW = dyᵀ x (and db), side by side: the first `inputTiles` workgroups make dx.
 * Bindings: dy, w, x, z; then dx, dw, db.
 */
export const pairGemm = (
  { withSums, geluDerivative }: { readonly withSums: boolean; readonly geluDerivative: boolean },
  family: GemmFamily,
): string => `${preludeOf(family)}${geluOf({ geluDerivative })}
struct Sizes {
  rows: u32, k4: u32, n4: u32, across: u32, inputTiles: u32,
  weightAcross: u32, weightDown: u32, chunks: u32, perChunk: u32, stride: u32, sumStride: u32,
}
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> dy: array<${elementOfA(family)}>;
@group(0) @binding(2) var<storage, read> w: array<vec4f>;
@group(0) @binding(3) var<storage, read> x: array<vec4f>;
@group(0) @binding(4) var<storage, read> z: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> dx: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> dw: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> db: array<${elementOfA(family)}>;
${declarationsOf(family)}
${rowTile({ kind: 'nn', family, epilogue: { geluDerivative }, buffers: { a: 'dy', b: 'w', extra: 'z', c: 'dx' } })}
${columnTile({ family, withSums, buffers: { a: 'dy', b: 'x', c: 'dw', sums: 'db' } })}
${mainOf(
  family,
  `let tile = group.y * groups.x + group.x;
  if (tile < u.inputTiles) {
    rowTile(vec2u(tile % u.across, tile / u.across), local.xy, lane, u.rows, u.k4, u.n4);
  } else {
    let rest = tile - u.inputTiles;
    let down = rest / u.weightAcross;
    let at = vec3u(rest % u.weightAcross, down % u.weightDown, down / u.weightDown);
    if (at.z < u.chunks) {
      columnTile(at, local.xy, lane, u.rows, u.n4, u.k4, u.perChunk, u.stride, u.sumStride);
    }
  }`,
)}`;
