/** @file How complex a picture and its patches are: what content-aware masks go by. */

import { patchCount, type Grid } from './grid.ts';

/** All in squared RGB of 0..1. */
export interface Content {
  /** Variance of each patch's pixels around the patch's own mean colour, channels averaged, [N]. */
  readonly complexity: ArrayLike<number>;
  /** Unbiased variance of all values of the picture together, channels included, as `torch.var` over patches and pixels. */
  readonly variance: number;
  /** Of `variance` over the pictures of the set; absent where it is not known. */
  readonly set?: Moments;
}

export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/** sRGB bytes, [side, side, channels], the first three of them red, green, blue. */
export interface ContentPixels {
  readonly pixels: Uint8Array;
  readonly side: number;
  readonly channels: 3 | 4;
}

/** A part of a picture in pixels, mirrored where `flip`. */
export interface ContentBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly flip: boolean;
}

/**
 * The content of a picture, or of a box of it, on a grid. Every pixel counts once where the box is the whole picture
 * and the grid divides its side; else the box is read at as many points, at the nearest pixel each.
 */
export function contentOf(
  { pixels, side, channels }: ContentPixels,
  grid: Grid,
  set?: Moments,
  { left, top, width, height, flip }: ContentBox = {
    left: 0,
    top: 0,
    width: side,
    height: side,
    flip: false,
  },
): Content {
  const across = grid.cols * Math.max(1, Math.floor(side / grid.cols));
  const down = grid.rows * Math.max(1, Math.floor(side / grid.rows));
  const n = patchCount(grid);
  // Sums of whole bytes are exact; they become RGB of 0..1 at the end.
  const sums = [new Float64Array(n), new Float64Array(n), new Float64Array(n)] as const;
  const squares = new Float64Array(n);
  const [reds, greens, blues] = sums;
  const columns = Int32Array.from({ length: across }, (_, col) => {
    return within(left + ((col + 0.5) * width) / across, side) * channels;
  });
  const patches = Int32Array.from({ length: across }, (_, col) =>
    Math.floor(((flip ? across - 1 - col : col) * grid.cols) / across),
  );
  for (let row = 0; row < down; row++) {
    const line = within(top + ((row + 0.5) * height) / down, side) * side * channels;
    const first = Math.floor((row * grid.rows) / down) * grid.cols;
    for (let col = 0; col < across; col++) {
      const at = line + columns[col]!;
      const patch = first + patches[col]!;
      const red = pixels[at]!;
      const green = pixels[at + 1]!;
      const blue = pixels[at + 2]!;
      reds[patch]! += red;
      greens[patch]! += green;
      blues[patch]! += blue;
      squares[patch]! += red * red + green * green + blue * blue;
    }
  }
  return {
    complexity: complexityOf(sums, squares, (across * down) / n),
    variance: unbiased(sums, squares, across * down * 3),
    ...(set !== undefined && { set }),
  };
}

const within = (at: number, side: number): number => Math.min(side - 1, Math.max(0, Math.floor(at)));

type Sums = readonly [Float64Array, Float64Array, Float64Array];

function complexityOf([reds, greens, blues]: Sums, squares: Float64Array, points: number): Float64Array {
  return squares.map((square, patch) => {
    const between = (reds[patch]! ** 2 + greens[patch]! ** 2 + blues[patch]! ** 2) / points;
    return Math.max(0, (square - between) / (3 * points)) / 255 ** 2;
  });
}

const total = (values: Float64Array): number => values.reduce((all, one) => all + one, 0);

function unbiased(sums: Sums, squares: Float64Array, count: number): number {
  const sum = total(sums[0]) + total(sums[1]) + total(sums[2]);
  return count < 2 ? 0 : Math.max(0, (total(squares) - (sum * sum) / count) / (count - 1)) / 255 ** 2;
}

/** Mean and deviation of the pictures' variances; the deviation is 0 where all are alike. */
export function momentsOf(variances: readonly number[]): Moments {
  const n = Math.max(1, variances.length);
  const mean = variances.reduce((sum, one) => sum + one, 0) / n;
  const deviation = Math.sqrt(variances.reduce((sum, one) => sum + (one - mean) ** 2, 0) / n);
  return { mean, deviation };
}

/** How many deviations a picture is more complex than the mean of its set; 0 where that is not known. */
export function standing({ variance, set }: Content): number {
  return set === undefined || set.deviation === 0 ? 0 : (variance - set.mean) / set.deviation;
}
