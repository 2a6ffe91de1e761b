/** @file Histograms of oriented gradients of patches, per cell and channel; src/ops/hog says what they are. */

const BINS: i32 = 9;

/**
 * y [count, outWidth] of patches x [count, width]; `rows` × `cols` patches of `patch` pixels make an image, cells of
 * `cell` pixels a histogram of `BINS` each, per channel. Padding becomes 0.
 */
export function hog(
  x: usize,
  y: usize,
  count: i32,
  rows: i32,
  cols: i32,
  patch: i32,
  cell: i32,
  width: i32,
  outWidth: i32,
): void {
  const cells = patch / cell;
  const perImage = rows * cols;
  memory.fill(y, 0, <usize>count * <usize>outWidth * 4);
  for (let r = 0; r < count; r++) {
    const token = r % perImage;
    const image = x + <usize>(r - token) * <usize>width * 4;
    const top = (token / cols) * patch;
    const left = (token % cols) * patch;
    const out = y + <usize>r * <usize>outWidth * 4;
    for (let row = 0; row < patch; row++) {
      const above = rowStart(image, reflected(top + row - 1, rows * patch), cols, patch, width);
      const here = rowStart(image, top + row, cols, patch, width);
      const below = rowStart(image, reflected(top + row + 1, rows * patch), cols, patch, width);
      const line = out + <usize>((row / cell) * cells * 3 * BINS * 4);
      for (let col = 0; col < patch; col++) {
        const middle = columnStart(left + col, patch, width);
        // Within the patch the neighbours are next to it; only at its borders are they elsewhere.
        const before =
          col > 0 ? middle - 12 : columnStart(reflected(left - 1, cols * patch), patch, width);
        const after =
          col < patch - 1
            ? middle + 12
            : columnStart(reflected(left + patch, cols * patch), patch, width);
        const histograms = line + <usize>((col / cell) * 3 * BINS * 4);
        for (let c: usize = 0; c < 3; c++) {
          const at = c * 4;
          vote(above + at, here + at, below + at, before, middle, after, histograms + c * <usize>(BINS * 4));
        }
      }
    }
    for (let part = 0; part < cells * cells * 3; part++) normalize(out + <usize>(part * BINS * 4));
  }
}

/** Adds one pixel's gradient to its histogram, shared by the two nearest bins; addresses of rows, offsets of columns. */
// @ts-ignore: decorator
@inline
function vote(
  above: usize,
  here: usize,
  below: usize,
  left: usize,
  middle: usize,
  right: usize,
  histogram: usize,
): void {
  const ul = f32.load(above + left);
  const ur = f32.load(above + right);
  const ll = f32.load(below + left);
  const lr = f32.load(below + right);
  const gx = ul + <f32>2.0 * f32.load(here + left) + ll - (ur + <f32>2.0 * f32.load(here + right) + lr);
  const gy = ul + <f32>2.0 * f32.load(above + middle) + ur - (ll + <f32>2.0 * f32.load(below + middle) + lr);
  const size = sqrt<f32>(gx * gx + gy * gy);
  if (size == 0.0) return;
  const angle = (turn(gx, gy) + <f32>1.0) * <f32>BINS;
  const whole = floor<f32>(angle);
  const share = angle - whole;
  const bin = <i32>whole % BINS;
  const next = (bin + 1) % BINS;
  const first = histogram + <usize>(bin * 4);
  const second = histogram + <usize>(next * 4);
  f32.store(first, f32.load(first) + size * (<f32>1.0 - share));
  f32.store(second, f32.load(second) + size * share);
}

// @ts-ignore: decorator
@inline
function reflected(i: i32, size: i32): i32 {
  return i < 0 ? -i : i >= size ? 2 * size - 2 - i : i;
}

/** Address of the first pixel of an image row, in the first patch that has it. */
// @ts-ignore: decorator
@inline
function rowStart(image: usize, row: i32, cols: i32, patch: i32, width: i32): usize {
  return image + <usize>((row / patch) * cols * width + (row % patch) * patch * 3) * 4;
}

// @ts-ignore: decorator
@inline
function columnStart(col: i32, patch: i32, width: i32): usize {
  return <usize>((col / patch) * width + (col % patch) * 3) * 4;
}

function normalize(histogram: usize): void {
  let squares: f32 = 0.0;
  for (let b = 0; b < BINS; b++) squares += f32.load(histogram + <usize>(b * 4)) * f32.load(histogram + <usize>(b * 4));
  const norm = max<f32>(sqrt<f32>(squares), <f32>1e-12);
  for (let b = 0; b < BINS; b++) {
    const at = histogram + <usize>(b * 4);
    f32.store(at, f32.load(at) / norm);
  }
}

/** The angle of (cosine, sine) over π, in -1..1. */
// @ts-ignore: decorator
@inline
function turn(sine: f32, cosine: f32): f32 {
  const a = abs<f32>(cosine);
  const b = abs<f32>(sine);
  let angle = arc(min<f32>(a, b) / max<f32>(a, b)) * <f32>0.318309886183790;
  if (b > a) angle = <f32>0.5 - angle;
  if (cosine < 0.0) angle = <f32>1.0 - angle;
  return sine < 0.0 ? -angle : angle;
}

/** atan of t in 0..1 to 2e-8. Source: Abramowitz & Stegun 4.4.49. */
// @ts-ignore: decorator
@inline
function arc(t: f32): f32 {
  const s = t * t;
  let q: f32 = <f32>0.0028662257 * s - <f32>0.0161657367;
  q = q * s + <f32>0.0429096138;
  q = q * s - <f32>0.07528964;
  q = q * s + <f32>0.1065626393;
  q = q * s - <f32>0.1420889944;
  q = q * s + <f32>0.1999355085;
  q = q * s - <f32>0.3333314528;
  return t + t * s * q;
}
