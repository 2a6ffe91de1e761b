/** @file Training patches out of stored images, and their normalisation row by row. */

import { madd, sumLanes } from './simd';

/** Bytes of a crop: image index, x0, y0, width, height, flip and two spare floats. */
const CROP_BYTES: usize = 32;

/** Where one output row or column reads: two neighbouring pixels and the weight of the second. */
// @ts-ignore: decorator
@inline
function position(first: f32, extent: f32, at: i32, side: i32, stored: i32): f64 {
  const centre = <f64>first + ((<f64>at + 0.5) * <f64>extent) / <f64>side - 0.5;
  return min<f64>(max<f64>(centre, 0.0), <f64>(stored - 1));
}

/**
 * Crop, bilinear resize, flip, normalise, patchify; see src/ops/sample-patches.
 * images u8 [count, stored, stored, 3], crops [batch, 8], patches [batch (side / patch)², columns]
 * A byte of channel c becomes byte · scale_c + shift_c.
 */
export function samplePatches(
  images: usize,
  crops: usize,
  patches: usize,
  batch: i32,
  stored: i32,
  side: i32,
  patch: i32,
  columns: i32,
  scaleRed: f32,
  scaleGreen: f32,
  scaleBlue: f32,
  shiftRed: f32,
  shiftGreen: f32,
  shiftBlue: f32,
): void {
  const perSide = side / patch;
  memory.fill(patches, 0, <usize>(batch * perSide * perSide) * <usize>(columns * 4));
  for (let b = 0; b < batch; b++) {
    const crop = crops + <usize>b * CROP_BYTES;
    const image = images + <usize>f32.load(crop) * <usize>(stored * stored * 3);
    const to = patches + <usize>(b * perSide * perSide) * <usize>(columns * 4);
    for (let row = 0; row < side; row++) {
      const y = position(f32.load(crop, 8), f32.load(crop, 16), row, side, stored);
      const top = <i32>y;
      const upper = image + <usize>(top * stored * 3);
      const lower = image + <usize>(min<i32>(top + 1, stored - 1) * stored * 3);
      const token = (row / patch) * perSide;
      const inPatch = (row % patch) * patch;
      for (let col = 0; col < side; col++) {
        const u = f32.load(crop, 20) > 0.5 ? side - 1 - col : col;
        const x = position(f32.load(crop, 4), f32.load(crop, 12), u, side, stored);
        const left = <i32>x;
        const right = min<i32>(left + 1, stored - 1);
        const at = (token + col / patch) * columns + (inPatch + (col % patch)) * 3;
        const pixel = to + <usize>(at * 4);
        const across = <f32>(x - <f64>left);
        const down = <f32>(y - <f64>top);
        const ul = upper + <usize>(left * 3);
        const ur = upper + <usize>(right * 3);
        const ll = lower + <usize>(left * 3);
        const lr = lower + <usize>(right * 3);
        f32.store(pixel, blend(ul, ur, ll, lr, across, down) * scaleRed + shiftRed);
        f32.store(pixel + 4, blend(ul + 1, ur + 1, ll + 1, lr + 1, across, down) * scaleGreen + shiftGreen);
        f32.store(pixel + 8, blend(ul + 2, ur + 2, ll + 2, lr + 2, across, down) * scaleBlue + shiftBlue);
      }
    }
  }
}

/** Bilinear: bytes at upper left, upper right, lower left, lower right. */
// @ts-ignore: decorator
@inline
function blend(ul: usize, ur: usize, ll: usize, lr: usize, across: f32, down: f32): f32 {
  const upperLeft = <f32>load<u8>(ul);
  const lowerLeft = <f32>load<u8>(ll);
  const high = upperLeft + (<f32>load<u8>(ur) - upperLeft) * across;
  const low = lowerLeft + (<f32>load<u8>(lr) - lowerLeft) * across;
  return high + (low - high) * down;
}

/** y = (x - mean) / sqrt(var + epsilon) over the first `columns` of `width`, var over columns - 1; 0 beyond. */
export function standardizeRows(
  x: usize,
  y: usize,
  rows: i32,
  width: i32,
  columns: i32,
  epsilon: f32,
): void {
  const bytes = <usize>(width * 4);
  const used = <usize>(columns * 4);
  const whole = used & ~15;
  for (let r = 0; r < rows; r++) {
    let sums = f32x4.splat(0.0);
    for (let c: usize = 0; c < whole; c += 16) sums = f32x4.add(sums, v128.load(x + c));
    let sum = sumLanes(sums);
    for (let c = whole; c < used; c += 4) sum += f32.load(x + c);
    const mean = sum / <f32>columns;
    let squares = f32x4.splat(0.0);
    for (let c: usize = 0; c < whole; c += 16) {
      const d = f32x4.sub(v128.load(x + c), f32x4.splat(mean));
      squares = madd(d, d, squares);
    }
    let square = sumLanes(squares);
    for (let c = whole; c < used; c += 4) {
      const d = f32.load(x + c) - mean;
      square += d * d;
    }
    const scale = <f32>1.0 / sqrt<f32>(square / <f32>(columns - 1) + epsilon);
    for (let c: usize = 0; c < used; c += 4) f32.store(y + c, (f32.load(x + c) - mean) * scale);
    for (let c = used; c < bytes; c += 4) f32.store(y + c, 0.0);
    x += bytes;
    y += bytes;
  }
}
