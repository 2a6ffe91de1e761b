/**
 * @file Packing: panels of 8 lines of a matrix, copied so that the tile kernel reads both factors front to back.
 *
 * A panel holds, for each k, the k-th numbers of 8 lines side by side. A factor of a product has lines (rows of the
 * left one, columns of the right one) and depth (k). Lines beyond the matrix are zeros.
 */

/** Lines of a panel: the height and the width of a tile. */
export const LINES: i32 = 8;

/** Transposes the 4 × 4 block at rows p0 … p3 into rows `step` bytes apart. */
// @ts-ignore: decorator
@inline
function transpose4(to: usize, step: usize, p0: usize, p1: usize, p2: usize, p3: usize): void {
  const a = v128.load(p0);
  const b = v128.load(p1);
  const c = v128.load(p2);
  const d = v128.load(p3);
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i32>(ab, cd, 0, 1, 4, 5));
  v128.store(to + step, v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
  v128.store(to + 2 * step, v128.shuffle<i32>(abHigh, cdHigh, 0, 1, 4, 5));
  v128.store(to + 3 * step, v128.shuffle<i32>(abHigh, cdHigh, 2, 3, 6, 7));
}

/** One panel of a factor whose depth is contiguous: line l, depth k at `from + l stride + 4 k`. */
function packContiguousDepth(to: usize, from: usize, stride: usize, depth: i32, lines: i32): void {
  for (let half = 0; half < LINES; half += 4) {
    const last = lines - half - 1;
    let target = to + <usize>(half * 4);
    if (last < 0) {
      for (let k = 0; k < depth; k++, target += 32) v128.store(target, f32x4.splat(0.0));
      continue;
    }
    // A missing line repeats the last one: whatever it gives is in rows or columns that nobody stores.
    let p0 = from + <usize>half * stride;
    let p1 = p0 + <usize>min<i32>(1, last) * stride;
    let p2 = p0 + <usize>min<i32>(2, last) * stride;
    let p3 = p0 + <usize>min<i32>(3, last) * stride;
    let k = 0;
    for (; k + 4 <= depth; k += 4) {
      transpose4(target, 32, p0, p1, p2, p3);
      p0 += 16;
      p1 += 16;
      p2 += 16;
      p3 += 16;
      target += 128;
    }
    for (; k < depth; k++) {
      f32.store(target, f32.load(p0));
      f32.store(target + 4, f32.load(p1));
      f32.store(target + 8, f32.load(p2));
      f32.store(target + 12, f32.load(p3));
      p0 += 4;
      p1 += 4;
      p2 += 4;
      p3 += 4;
      target += 32;
    }
  }
}

/** One panel of a factor whose lines are contiguous: line l, depth k at `from + k stride + 4 l`. */
function packContiguousLines(to: usize, from: usize, stride: usize, depth: i32, lines: i32): void {
  if (lines == LINES) {
    for (let k = 0; k < depth; k++) {
      v128.store(to, v128.load(from));
      v128.store(to + 16, v128.load(from + 16));
      from += stride;
      to += 32;
    }
    return;
  }
  for (let k = 0; k < depth; k++) {
    for (let l = 0; l < LINES; l++) {
      const at = <usize>(l * 4);
      f32.store(to + at, l < lines ? f32.load(from + at) : 0.0);
    }
    from += stride;
    to += 32;
  }
}

/**
 * All panels of `lines` lines and `depth` of a factor, one after the other.
 * @param stride bytes between lines if `depthContiguous`, else between depths
 */
export function pack(
  to: usize,
  from: usize,
  stride: usize,
  depthContiguous: bool,
  depth: i32,
  lines: i32,
): void {
  for (let l = 0; l < lines; l += LINES) {
    const here = min<i32>(LINES, lines - l);
    if (depthContiguous) packContiguousDepth(to, from + <usize>l * stride, stride, depth, here);
    else packContiguousLines(to, from + <usize>(l * 4), stride, depth, here);
    to += <usize>(depth * LINES * 4);
  }
}
