/** @file Resizing in plain code, the same on every machine: the average of the area when shrinking, linear when growing. */

/** A picture as sRGB bytes, [height, width, 3]. */
export interface Rgb {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** [left, top, width, height] in pixels; fractions allowed, inside the picture. Nothing beyond it is read. */
export type Region = readonly [number, number, number, number];

interface Taps {
  /** First source index of each target pixel. */
  readonly first: Int32Array;
  /** Weights, [target, width], sum 1; those past the end of the source are 0. */
  readonly weights: Float32Array;
  readonly width: number;
}

/**
 * A region of a picture at another size, sRGB bytes [height, width, 3]. A triangle filter as wide as the reduction,
 * as Pillow's `BILINEAR`: antialiased when shrinking. Works on sRGB values as they are, as the usual loaders do.
 */
export function resample(
  source: Rgb,
  region: Region,
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const [left, top, regionWidth, regionHeight] = region;
  if (regionWidth === width && regionHeight === height && Number.isInteger(left) && Number.isInteger(top)) {
    return cutOut(source, left, top, width, height);
  }
  const across = tapsOf(left, regionWidth, source.width, width);
  const down = tapsOf(top, regionHeight, source.height, height);
  const firstRow = down.first[0]!;
  const lastRow = Math.min(source.height, down.first[height - 1]! + down.width);
  const rows = new Float32Array((lastRow - firstRow) * width * 3);
  for (let y = firstRow; y < lastRow; y++) {
    blendRow(source, y, across, rows.subarray((y - firstRow) * width * 3, (y - firstRow + 1) * width * 3));
  }
  return blendColumns(rows, down, firstRow, width, height);
}

function cutOut({ pixels, width: stride }: Rgb, left: number, top: number, width: number, height: number) {
  const out = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * stride + left) * 3;
    out.set(pixels.subarray(from, from + width * 3), y * width * 3);
  }
  return out;
}

function blendRow({ pixels, width }: Rgb, y: number, taps: Taps, out: Float32Array): void {
  for (let x = 0; x < taps.first.length; x++) {
    const start = taps.first[x]!;
    let r = 0;
    let g = 0;
    let b = 0;
    for (let k = 0; k < taps.width && start + k < width; k++) {
      const weight = taps.weights[x * taps.width + k]!;
      const at = (y * width + start + k) * 3;
      r += weight * pixels[at]!;
      g += weight * pixels[at + 1]!;
      b += weight * pixels[at + 2]!;
    }
    out[x * 3] = r;
    out[x * 3 + 1] = g;
    out[x * 3 + 2] = b;
  }
}

function blendColumns(rows: Float32Array, taps: Taps, firstRow: number, width: number, height: number) {
  const out = new Uint8Array(width * height * 3);
  const stride = width * 3;
  const sums = new Float32Array(stride);
  for (let y = 0; y < height; y++) {
    sums.fill(0.5);
    for (let k = 0; k < taps.width; k++) {
      const weight = taps.weights[y * taps.width + k]!;
      const from = (taps.first[y]! - firstRow + k) * stride;
      if (weight === 0 || from >= rows.length) continue;
      for (let i = 0; i < stride; i++) sums[i] = sums[i]! + weight * rows[from + i]!;
    }
    for (let i = 0; i < stride; i++) out[y * stride + i] = Math.min(255, sums[i]!);
  }
  return out;
}

/** Where each of `size` target pixels takes its values in a line of `total` source pixels: never outside the region. */
function tapsOf(start: number, length: number, total: number, size: number): Taps {
  const low = Math.floor(start);
  const high = Math.min(total, Math.ceil(start + length));
  const scale = length / size;
  const reach = Math.max(1, scale);
  const width = Math.min(high - low, Math.ceil(2 * reach) + 1);
  const first = new Int32Array(size);
  const weights = new Float32Array(size * width);
  for (let i = 0; i < size; i++) {
    const centre = start + (i + 0.5) * scale;
    first[i] = Math.min(Math.max(low, Math.floor(centre - reach + 0.5)), high - 1);
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const position = first[i]! + k;
      const weight = position < high ? Math.max(0, 1 - Math.abs(position + 0.5 - centre) / reach) : 0;
      weights[i * width + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < width; k++) weights[i * width + k] = weights[i * width + k]! / sum;
  }
  return { first, weights, width };
}

/** RGBA [n, 4] to RGB [n, 3]. */
export function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let i = 0, j = 0; i < rgba.length; i += 4) {
    rgb[j++] = rgba[i]!;
    rgb[j++] = rgba[i + 1]!;
    rgb[j++] = rgba[i + 2]!;
  }
  return rgb;
}
