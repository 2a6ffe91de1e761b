/** @file Where to cut the photographs: a hand-chosen square of each, then a regular net; pure geometry. */

import type { Region } from '../resample.ts';

/** A line of public/data/photos/photos.json. */
export interface Photo {
  readonly file: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** [left, top, size]: the part that shows best in a small square. Outside the held-out strip. */
  readonly square: readonly [number, number, number];
  /** The edge along which a quarter of the photo is held out. */
  readonly heldOut: 'left' | 'right' | 'top' | 'bottom';
  /** A string per row of 16-pixel cells; 0 marks plain ones, such as sky or paper. */
  readonly lively: readonly string[];
}

export interface PhotoCrop {
  readonly photo: number;
  /** In pixels of the stored photo; squares. */
  readonly region: Region;
  readonly heldOut: boolean;
}

const HELD_OUT_PART = 0.25;
/** A crop of which less than this part is lively is left out: there is nothing to learn from plain paper. */
const LEAST_LIVELY = 0.3;
const CELL = 16;
/** Photos are cut at full size and at these reductions, so that whole things are seen as well as textures. */
const REDUCTIONS = [1, 2, 4] as const;

/**
 * All crops: the squares first, in the photos' order, then the net. Training crops and held-out crops never share a
 * pixel. Neighbours overlap by half, or by less where more than `most` would come out; photos too small for `side`
 * are enlarged.
 */
export function planCrops(photos: readonly Photo[], side: number, most: number): PhotoCrop[] {
  const squares = photos.map(({ square: [left, top, size] }, photo) => ({
    photo,
    region: [left, top, size, size] as const,
    heldOut: false,
  }));
  let stride = 0.5;
  let net = netOf(photos, side, stride);
  while (squares.length + net.length > most && stride < 16) {
    stride *= 1.1;
    net = netOf(photos, side, stride);
  }
  return [...squares, ...net].slice(0, Math.max(most, photos.length));
}

/** `stride` in crop sizes. */
const netOf = (photos: readonly Photo[], side: number, stride: number): PhotoCrop[] =>
  photos.flatMap((photo, index) => {
    const [strip, rest] = partsOf(photo);
    const fullSize = Math.min(side, shortest(strip), shortest(rest));
    return REDUCTIONS.flatMap((reduction) =>
      // A small sample of what was kept apart is enough: no overlap.
      cut(index, rest, fullSize * reduction, stride, false).concat(
        cut(index, strip, fullSize * reduction, Math.max(1, stride), true),
      ),
    ).filter(({ region }) => livelyPart(photo.lively, region) >= LEAST_LIVELY);
  });

/** The held-out strip and the rest. */
function partsOf({ width, height, heldOut }: Photo): readonly [Region, Region] {
  const wide = Math.round(width * HELD_OUT_PART);
  const high = Math.round(height * HELD_OUT_PART);
  switch (heldOut) {
    case 'left':
      return [
        [0, 0, wide, height],
        [wide, 0, width - wide, height],
      ];
    case 'right':
      return [
        [width - wide, 0, wide, height],
        [0, 0, width - wide, height],
      ];
    case 'top':
      return [
        [0, 0, width, high],
        [0, high, width, height - high],
      ];
    case 'bottom':
      return [
        [0, height - high, width, high],
        [0, 0, width, height - high],
      ];
  }
}

const shortest = ([, , width, height]: Region): number => Math.min(width, height);

/** The place of the `i`-th of `n` squares that spread over `room`. */
const step = (room: number, n: number, i: number): number => (n === 1 ? room / 2 : (room * i) / (n - 1));

/** Squares of `size` pixels, evenly spread over a part of a photo; none where it is too small. */
function cut(photo: number, part: Region, size: number, stride: number, heldOut: boolean): PhotoCrop[] {
  const [left, top, width, height] = part;
  if (size > width || size > height) return [];
  const columns = 1 + Math.floor((width - size) / (size * stride));
  const rows = 1 + Math.floor((height - size) / (size * stride));
  return Array.from({ length: rows * columns }, (_, i) => ({
    photo,
    region: [
      Math.floor(left + step(width - size, columns, i % columns)),
      Math.floor(top + step(height - size, rows, Math.floor(i / columns))),
      size,
      size,
    ] as const,
    heldOut,
  }));
}

/** The share of lively cells among those that a region touches. */
function livelyPart(lively: readonly string[], [left, top, width, height]: Region): number {
  const from = Math.floor(left / CELL);
  const to = Math.ceil((left + width) / CELL);
  let cells = 0;
  let alive = 0;
  for (const row of lively.slice(Math.floor(top / CELL), Math.ceil((top + height) / CELL))) {
    for (const cell of row.slice(from, to)) {
      cells++;
      if (cell === '1') alive++;
    }
  }
  // The last few pixels of a photo belong to no cell.
  return cells === 0 ? 0 : alive / cells;
}
