/**
 * @file The blocked matrix product that all others are made of: C = start + bias + A B, with what follows it folded in.
 *
 * Loops: columns by 1024, depth by 384 (panels of B stay in the second-level cache), rows by 120 (of A likewise), then
 * tiles. The order of every sum depends on the depth alone, so a row's numbers are the same in any batch, with any tile
 * and in any thread.
 * Source of the scheme: Goto & van de Geijn 2008.
 */

import { geluBlock, geluDerivativeBlock } from './gelu';
import { pack6, pack8, WIDTH } from './pack';
import { tile6, tile8 } from './tile';

const DEPTH: i32 = 384;
/** A multiple of both tile heights. */
const ROWS: i32 = 120;
const COLUMNS: i32 = 1024;

const A_BYTES: i32 = DEPTH * ROWS * 4;
const B_BYTES: i32 = DEPTH * COLUMNS * 4;
const EDGE_BYTES: i32 = 8 * WIDTH * 4;

/** Packed blocks of A and B, and the tile at an edge of C, made here so that nothing beyond C is touched. */
let packedA: usize = memory.data(A_BYTES, 64);
let packedB: usize = memory.data(B_BYTES, 64);
let edge: usize = memory.data(EDGE_BYTES, 64);
const zeros: usize = memory.data(WIDTH * 4, 64);
let tileHeight: i32 = 6;

/** Bytes that a thread needs for blocks of its own. */
export function multiplyScratch(): i32 {
  return A_BYTES + B_BYTES + EDGE_BYTES;
}

/** Instances that share one memory must not share these blocks: each but one is given its own, aligned to 64 bytes. */
export function useMultiplyScratch(at: usize): void {
  packedA = at;
  packedB = at + A_BYTES;
  edge = packedB + B_BYTES;
}

/** 6 or 8 rows; what comes out is the same. */
export function useTileHeight(rows: i32): void {
  tileHeight = rows;
}

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
      pack8(packedB, bBlock, bStride, bDepthContiguous, kCount, jCount);
      for (let i = 0; i < rows; i += ROWS) {
        const iCount = min<i32>(ROWS, rows - i);
        const aBlock = a + at(i, k, aStride, aDepthContiguous);
        if (tileHeight == 6) pack6(packedA, aBlock, aStride, aDepthContiguous, kCount, iCount);
        else pack8(packedA, aBlock, aStride, aDepthContiguous, kCount, iCount);
        const offset = <usize>i * cStride + <usize>(j * 4);
        const to = c + offset;
        // The first pass over the depth starts from what is given, later ones from what the last has left.
        const from = k > 0 ? to : start != 0 ? start + offset : 0;
        const shift: usize = k > 0 || bias == 0 ? 0 : bias + <usize>(j * 4);
        if (tileHeight == 6) multiplyPacked(iCount, jCount, kCount, to, cStride, from, shift, 6);
        else multiplyPacked(iCount, jCount, kCount, to, cStride, from, shift, 8);
        if (k + DEPTH < depth) continue;
        // Row by row, as caches like to fetch ahead; the block is still in the second level.
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
// @ts-ignore: decorator
@inline
function multiplyPacked(
  rows: i32,
  columns: i32,
  depth: i32,
  c: usize,
  cStride: usize,
  start: usize,
  bias: usize,
  lines: i32,
): void {
  const startStride = start != 0 ? cStride : 0;
  for (let j = 0; j < columns; j += WIDTH) {
    const width = min<i32>(WIDTH, columns - j);
    const across = <usize>(j * 4);
    const b = packedB + <usize>(j * depth * 4);
    const shift = bias != 0 ? bias + across : zeros;
    for (let i = 0; i < rows; i += lines) {
      const height = min<i32>(lines, rows - i);
      const offset = <usize>i * cStride + across;
      const from = start != 0 ? start + offset : zeros;
      const a = packedA + <usize>(i * depth * 4);
      if (height == lines && width == WIDTH) {
        if (lines == 6) tile6(depth, a, b, c + offset, cStride, from, startStride, shift);
        else tile8(depth, a, b, c + offset, cStride, from, startStride, shift);
      } else {
        const step: usize = start != 0 ? WIDTH * 4 : 0;
        if (start != 0) copyBlock(edge, step, from, cStride, height, width);
        const first = start != 0 ? edge : zeros;
        if (lines == 6) tile6(depth, a, b, edge, WIDTH * 4, first, step, shift);
        else tile8(depth, a, b, edge, WIDTH * 4, first, step, shift);
        copyBlock(c + offset, cStride, edge, WIDTH * 4, height, width);
      }
    }
  }
}

function copyBlock(to: usize, toStride: usize, from: usize, fromStride: usize, rows: i32, columns: i32): void {
  if (columns == WIDTH) {
    for (let r = 0; r < rows; r++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      to += toStride;
      from += fromStride;
    }
    return;
  }
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      f32.store(to + <usize>(c * 4), f32.load(from + <usize>(c * 4)));
    }
    to += toStride;
    from += fromStride;
  }
}
