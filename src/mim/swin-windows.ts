/**
 * @file Windows of a Swin transformer: which tokens attend to each other, in which order they lie, what bias each pair
 * takes, and how patch merging joins them.
 *
 * An *order* of a square grid lists its raster indices position by position. Tokens are kept in window order: the
 * windows of an image row by row, the tokens of a window row by row, so that attention reads each window as one batch
 * entry. In a shifted block the grid is rolled up and to the left first.
 *
 * Source: Liu et al. 2021 §3.2; microsoft/SimMIM@d3e29bc models/swin_transformer.py (window_partition,
 * WindowAttention, SwinTransformerBlock, PatchMerging).
 */

import { invariant } from '../lib/assert.ts';

/** Raster index of the token at each position. */
export type Order = Int32Array<ArrayBuffer>;

/** How a grid of side × side tokens is cut into windows. */
export interface Windows {
  readonly side: number;
  /** Tokens to the side of a window. */
  readonly window: number;
  /** By how many tokens the grid is rolled; 0 = plain windows. */
  readonly shift: number;
}

/** A grid no larger than the window is one window and is never shifted; other odd blocks shift by half a window. */
export function windowsOf(side: number, window: number, isOdd: boolean): Windows {
  if (side <= window) return { side, window: side, shift: 0 };
  invariant(side % window === 0, `windows of ${window} do not divide ${side} tokens`);
  return { side, window, shift: isOdd ? Math.floor(window / 2) : 0 };
}

export const windowCount = ({ side, window }: Windows): number => (side / window) ** 2;

/** [side²] */
export function windowOrder({ side, window, shift }: Windows): Order {
  const across = side / window;
  const tokens = window * window;
  return Int32Array.from({ length: side * side }, (_, position) => {
    const at = Math.floor(position / tokens);
    const inside = position % tokens;
    const row = Math.floor(at / across) * window + Math.floor(inside / window);
    const column = (at % across) * window + (inside % window);
    return ((row + shift) % side) * side + ((column + shift) % side);
  });
}

export const rasterOrder = (side: number): Order => Int32Array.from({ length: side * side }, (_, i) => i);

/** Position of each raster index; the inverse of any permutation. */
export function inverted(order: Order): Order {
  const positions = new Int32Array(order.length);
  order.forEach((raster, position) => (positions[raster] = position));
  return positions;
}

/** The gather that brings rows from one order into another: index[new position] = old position. */
export function moved(from: Order, to: Order): Order {
  const positions = inverted(from);
  return to.map((raster) => positions[raster]!);
}

/**
 * The region of each position of a shifted grid, in window order: rolling brings tokens of opposite edges into one
 * window; those of different regions do not attend to each other. [windows window²]
 */
export function regions({ side, window, shift }: Windows): Uint8Array<ArrayBuffer> {
  const band = (at: number): number => (at < side - window ? 0 : at < side - shift ? 1 : 2);
  const rolled = windowOrder({ side, window, shift: 0 });
  return Uint8Array.from(rolled, (at) => 3 * band(Math.floor(at / side)) + band(at % side));
}

/** Row of the bias table, of (2 window - 1)², for query i and key j of a window: how far i lies below and to the right. */
export function relativeRow(window: number, i: number, j: number): number {
  const down = Math.floor(i / window) - Math.floor(j / window);
  const right = (i % window) - (j % window);
  return (down + window - 1) * (2 * window - 1) + right + window - 1;
}

/**
 * [W, window⁴], as attention takes it: the table's row of each pair (i, j), and -1 - row where their regions differ.
 * W is 1 for plain windows, as they are all alike.
 */
export function windowPairs(windows: Windows): Int32Array<ArrayBuffer> {
  const { window, shift } = windows;
  const tokens = window * window;
  const count = shift === 0 ? 1 : windowCount(windows);
  const region = shift === 0 ? new Uint8Array(tokens) : regions(windows);
  return Int32Array.from({ length: count * tokens * tokens }, (_, at) => {
    const first = Math.floor(at / (tokens * tokens)) * tokens;
    const i = Math.floor(at / tokens) % tokens;
    const j = at % tokens;
    const row = relativeRow(window, i, j);
    return region[first + i] === region[first + j] ? row : -1 - row;
  });
}

/** [(2 window - 1)², window²]: the pairs i window² + j that take each row of the table, then -1. */
export function pairsOfRows(window: number): Int32Array<ArrayBuffer> {
  const tokens = window * window;
  const rows = (2 * window - 1) ** 2;
  const lists = new Int32Array(rows * tokens).fill(-1);
  const counts = new Int32Array(rows);
  for (let pair = 0; pair < tokens * tokens; pair++) {
    const row = relativeRow(window, Math.floor(pair / tokens), pair % tokens);
    lists[row * tokens + counts[row]!] = pair;
    counts[row]!++;
  }
  return lists;
}

/** Rows and columns of the four tokens that merge into one: the row index varies first. */
const MERGED = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

/** The gather for patch merging: four old positions for each new one. [side²], side that of the old grid. */
export function merged(from: Order, to: Order): Order {
  const positions = inverted(from);
  const half = Math.sqrt(to.length);
  const index = new Int32Array(from.length);
  to.forEach((raster, position) => {
    const [row, column] = [2 * Math.floor(raster / half), 2 * (raster % half)];
    MERGED.forEach(([down, right], k) => {
      index[4 * position + k] = positions[(row + down) * 2 * half + column + right]!;
    });
  });
  return index;
}
