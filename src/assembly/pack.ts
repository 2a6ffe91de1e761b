/**
 * @file Packing: panels of a few lines of a matrix, copied so that the tile kernels read both factors front to back.
 *
 * A panel holds, for each k, the k-th numbers of its lines side by side. A factor of a product has lines (rows of the
 * left one, columns of the right one) and depth (k). What stands in lines beyond the matrix is never stored in a result.
 */

/** Lines of a panel of the right factor: the width of all tiles. */
export const WIDTH: i32 = 8;

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

/** The same for two rows, four numbers long. */
// @ts-ignore: decorator
@inline
function transpose2(to: usize, step: usize, p0: usize, p1: usize): void {
  const a = v128.load(p0);
  const b = v128.load(p1);
  const low = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const high = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  v128.store64_lane(to, low, 0);
  v128.store64_lane(to + step, low, 1);
  v128.store64_lane(to + 2 * step, high, 0);
  v128.store64_lane(to + 3 * step, high, 1);
}

/** Four lines of a panel whose lines are `step` bytes of the panel for each depth; a missing line repeats the last. */
function packFour(to: usize, step: usize, from: usize, stride: usize, depth: i32, last: i32): void {
  let p0 = from;
  let p1 = p0 + <usize>min<i32>(1, last) * stride;
  let p2 = p0 + <usize>min<i32>(2, last) * stride;
  let p3 = p0 + <usize>min<i32>(3, last) * stride;
  let k = 0;
  for (; k + 4 <= depth; k += 4) {
    transpose4(to, step, p0, p1, p2, p3);
    p0 += 16;
    p1 += 16;
    p2 += 16;
    p3 += 16;
    to += 4 * step;
  }
  for (; k < depth; k++) {
    f32.store(to, f32.load(p0));
    f32.store(to + 4, f32.load(p1));
    f32.store(to + 8, f32.load(p2));
    f32.store(to + 12, f32.load(p3));
    p0 += 4;
    p1 += 4;
    p2 += 4;
    p3 += 4;
    to += step;
  }
}

/** Two lines, as {@link packFour}. */
function packTwo(to: usize, step: usize, from: usize, stride: usize, depth: i32, last: i32): void {
  let p0 = from;
  let p1 = p0 + <usize>min<i32>(1, last) * stride;
  let k = 0;
  for (; k + 4 <= depth; k += 4) {
    transpose2(to, step, p0, p1);
    p0 += 16;
    p1 += 16;
    to += 4 * step;
  }
  for (; k < depth; k++) {
    f32.store(to, f32.load(p0));
    f32.store(to + 4, f32.load(p1));
    p0 += 4;
    p1 += 4;
    to += step;
  }
}

/** One panel of a factor whose depth is contiguous: line l, depth k at `from + l stride + 4 k`. */
// @ts-ignore: decorator
@inline
function packContiguousDepth(
  to: usize,
  from: usize,
  stride: usize,
  depth: i32,
  lines: i32,
  panelLines: i32,
): void {
  const step = <usize>(panelLines * 4);
  packFour(to, step, from, stride, depth, lines - 1);
  const last = lines - 5;
  if (last < 0) return;
  from += 4 * stride;
  if (panelLines == 6) packTwo(to + 16, step, from, stride, depth, last);
  else packFour(to + 16, step, from, stride, depth, last);
}

/** One panel of a factor whose lines are contiguous: line l, depth k at `from + k stride + 4 l`. */
// @ts-ignore: decorator
@inline
function packContiguousLines(
  to: usize,
  from: usize,
  stride: usize,
  depth: i32,
  lines: i32,
  panelLines: i32,
): void {
  if (lines == panelLines) {
    for (let k = 0; k < depth; k++) {
      v128.store(to, v128.load(from));
      if (panelLines == 6) i64.store(to, i64.load(from, 16), 16);
      else v128.store(to, v128.load(from, 16), 16);
      from += stride;
      to += <usize>(panelLines * 4);
    }
    return;
  }
  for (let k = 0; k < depth; k++) {
    for (let l = 0; l < lines; l++) {
      const at = <usize>(l * 4);
      f32.store(to + at, f32.load(from + at));
    }
    from += stride;
    to += <usize>(panelLines * 4);
  }
}

/** All panels of `lines` lines and `depth` of a factor, one after the other. */
// @ts-ignore: decorator
@inline
function packPanels(
  to: usize,
  from: usize,
  stride: usize,
  depthContiguous: bool,
  depth: i32,
  lines: i32,
  panelLines: i32,
): void {
  for (let l = 0; l < lines; l += panelLines) {
    const here = min<i32>(panelLines, lines - l);
    if (depthContiguous) {
      packContiguousDepth(to, from + <usize>l * stride, stride, depth, here, panelLines);
    } else {
      packContiguousLines(to, from + <usize>(l * 4), stride, depth, here, panelLines);
    }
    to += <usize>(depth * panelLines * 4);
  }
}

/**
 * Panels of 6 lines, for {@link tile6}.
 * @param stride bytes between lines if `depthContiguous`, else between depths
 */
export function pack6(
  to: usize,
  from: usize,
  stride: usize,
  depthContiguous: bool,
  depth: i32,
  lines: i32,
): void {
  packPanels(to, from, stride, depthContiguous, depth, lines, 6);
}

/** Panels of 8 lines: those of the right factor, and of the left one for {@link tile8}. */
export function pack8(
  to: usize,
  from: usize,
  stride: usize,
  depthContiguous: bool,
  depth: i32,
  lines: i32,
): void {
  packPanels(to, from, stride, depthContiguous, depth, lines, 8);
}
