/**
 * @file The blocked matrix product that all others are made of: C = start + bias + A B, with what follows it folded in.
 *
 * Loops: columns by 1024, depth by 384 (panels of B stay in the second-level cache), rows by 128 (of A likewise), then
 * tiles. The order of every sum depends on the depth alone, so a row's numbers are the same in any batch.
 * Source of the scheme: Goto & van de Geijn 2008.
 */

import { geluBlock, geluDerivativeBlock } from './gelu';
import { LINES, pack } from './pack';
import { tile } from './tile';

const DEPTH: i32 = 384;
const ROWS: i32 = 128;
const COLUMNS: i32 = 1024;

const packedA: usize = memory.data(DEPTH * ROWS * 4, 64);
const packedB: usize = memory.data(DEPTH * COLUMNS * 4, 64);
/** A tile at the edge of C is made here, so that nothing is read or written beyond C. */
const edge: usize = memory.data(LINES * LINES * 4, 64);
const zeros: usize = memory.data(LINES * 4, 64);

/** What is done with a block of C as soon as it is complete. */
export const PLAIN: i32 = 0;
/** C is z; gelu(z) goes to `other`. */
export const GELU: i32 = 1;
/** C is multiplied by gelu'(z), z in `other`. */
export const GELU_DERIVATIVE: i32 = 2;

/**
 * C[rows, columns] = start + bias + A[rows, depth] B[depth, columns]. All strides in bytes.
 *
 * @param aDepthContiguous A[i, k] lies at a + i aStride + 4 k, else at a + k aStride + 4 i
 * @param bDepthContiguous B[k, j] lies at b + j bStride + 4 k, else at b + k bStride + 4 j
 * @param start of the shape and stride of C, or 0
 * @param bias [columns, may be read up to the next multiple of 8], or 0
 * @param other of the shape and stride of C; see `finish`
 */
export function multiply(
  rows: i32,
  columns: i32,
  depth: i32,
  a: usize,
  aStride: usize,
  aDepthContiguous: bool,
  b: usize,
  bStride: usize,
  bDepthContiguous: bool,
  c: usize,
  cStride: usize,
  start: usize,
  bias: usize,
  finish: i32,
  other: usize,
): void {
  for (let j = 0; j < columns; j += COLUMNS) {
    const jCount = min<i32>(COLUMNS, columns - j);
    for (let k = 0; k < depth; k += DEPTH) {
      const kCount = min<i32>(DEPTH, depth - k);
      const bBlock = b + at(j, k, bStride, bDepthContiguous);
      pack(packedB, bBlock, bStride, bDepthContiguous, kCount, jCount);
      for (let i = 0; i < rows; i += ROWS) {
        const iCount = min<i32>(ROWS, rows - i);
        pack(packedA, a + at(i, k, aStride, aDepthContiguous), aStride, aDepthContiguous, kCount, iCount);
        const offset = <usize>i * cStride + <usize>(j * 4);
        const to = c + offset;
        // The first pass over the depth starts from what is given, later ones from what the last has left.
        const from = k > 0 ? to : start != 0 ? start + offset : 0;
        const shift: usize = k > 0 || bias == 0 ? 0 : bias + <usize>(j * 4);
        multiplyPacked(iCount, jCount, kCount, to, cStride, from, shift);
        if (k + DEPTH < depth) continue;
        if (finish == GELU) geluBlock(to, other + offset, iCount, jCount, cStride);
        else if (finish == GELU_DERIVATIVE) geluDerivativeBlock(other + offset, to, iCount, jCount, cStride);
      }
    }
  }
}

/** Bytes from the first number of a factor to that of a line and a depth. */
// @ts-ignore: decorator
@inline
function at(line: i32, k: i32, stride: usize, depthContiguous: bool): usize {
  return depthContiguous ? <usize>line * stride + <usize>(k * 4) : <usize>k * stride + <usize>(line * 4);
}

/** One block, from the packed panels. */
function multiplyPacked(
  rows: i32,
  columns: i32,
  depth: i32,
  c: usize,
  cStride: usize,
  start: usize,
  bias: usize,
): void {
  const panel = <usize>(depth * LINES * 4);
  const startStride = start != 0 ? cStride : 0;
  for (let j = 0; j < columns; j += LINES) {
    const width = min<i32>(LINES, columns - j);
    const b = packedB + <usize>(j / LINES) * panel;
    const shift = bias != 0 ? bias + <usize>(j * 4) : zeros;
    let a = packedA;
    for (let i = 0; i < rows; i += LINES) {
      const height = min<i32>(LINES, rows - i);
      const offset = <usize>i * cStride + <usize>(j * 4);
      const from = start != 0 ? start + offset : zeros;
      if (height == LINES && width == LINES) {
        tile(depth, a, b, c + offset, cStride, from, startStride, shift);
      } else {
        if (start != 0) copyBlock(edge, 32, from, cStride, height, width);
        tile(depth, a, b, edge, 32, start != 0 ? edge : zeros, start != 0 ? 32 : 0, shift);
        copyBlock(c + offset, cStride, edge, 32, height, width);
      }
      a += panel;
    }
  }
}

function copyBlock(to: usize, toStride: usize, from: usize, fromStride: usize, rows: i32, columns: i32): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      f32.store(to + <usize>(c * 4), f32.load(from + <usize>(c * 4)));
    }
    to += toStride;
    from += fromStride;
  }
}
