/** @file What training and display need of a set of pictures, whatever its source. */

import type { ValuesOf } from '../lib/params.ts';
import type { SourceId, SOURCES } from '../mim/sources/index.ts';
import type { Fit } from './fit.ts';
import { resample } from './resample.ts';

export interface Dataset {
  /** Pixels along an edge of every picture. */
  readonly side: number;
  readonly count: number;
  /** sRGB bytes, [count, side, side, 3]. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** One class per picture: an index into `labelNames` where there are names. */
  readonly labels?: Int32Array<ArrayBuffer>;
  /** English; the keys of their translations. */
  readonly labelNames?: readonly string[];
  /** English; of sets that the page ships, the key of its translation. */
  names(index: number): string;
  /** Indices of pictures to train on; at least one. */
  readonly train: Uint32Array<ArrayBuffer>;
  /** Indices of pictures kept apart; at least one. A picture may be in neither list. */
  readonly heldOut: Uint32Array<ArrayBuffer>;
  /** True where too few pictures exist to keep some apart: `heldOut` then has pictures of `train`. */
  readonly heldOutIsSeen: boolean;
  /** Of generated pictures: the texture of every pixel, an index into sources/patterns/textures.ts, [side, side]. */
  readonly truth?: (index: number) => Uint8Array<ArrayBuffer>;
}

/** The part of a run's data settings that decides which pictures there are. */
export interface DatasetConfig {
  readonly source: SourceId;
  readonly patterns: ValuesOf<(typeof SOURCES)['patterns']['params']>;
  /** 8 to 512. */
  readonly side: number;
  readonly fit: Fit;
}

/** Called as work goes on; `total` may be an estimate. */
export type Progress = (done: number, total: number) => void;

/** Most bytes of pixels that a set may take; larger ones are thinned out or refused. */
export const MAX_SET_BYTES = 256 * 2 ** 20;

export const bytesPerImage = (side: number): number => side * side * 3;

/** The pixels of one picture, [side, side, 3], without a copy. */
export function pixelsOf(dataset: Pick<Dataset, 'side' | 'pixels'>, index: number): Uint8Array<ArrayBuffer> {
  const size = bytesPerImage(dataset.side);
  return dataset.pixels.subarray(index * size, (index + 1) * size);
}

/** One picture for display, at any size: sRGB bytes [side, side, 4], alpha 255. */
export function picture(
  dataset: Pick<Dataset, 'side' | 'pixels'>,
  index: number,
  side: number,
): Uint8Array<ArrayBuffer> {
  const source = { width: dataset.side, height: dataset.side, pixels: pixelsOf(dataset, index) };
  const rgb = resample(source, [0, 0, dataset.side, dataset.side], side, side);
  const rgba = new Uint8Array(side * side * 4);
  for (let i = 0; i < side * side; i++) {
    rgba[i * 4] = rgb[i * 3]!;
    rgba[i * 4 + 1] = rgb[i * 3 + 1]!;
    rgba[i * 4 + 2] = rgb[i * 3 + 2]!;
    rgba[i * 4 + 3] = 255;
  }
  return rgba;
}

/** Every tenth index is kept apart, so that the choice does not change when the set grows. */
export function splitByTenths(count: number): Pick<Dataset, 'train' | 'heldOut' | 'heldOutIsSeen'> {
  const all = Uint32Array.from({ length: count }, (_, i) => i);
  if (count < 10) return { train: all, heldOut: all.slice(), heldOutIsSeen: true };
  return {
    train: all.filter((i) => i % 10 !== 9),
    heldOut: all.filter((i) => i % 10 === 9),
    heldOutIsSeen: false,
  };
}

/** `n` entries of `list`, evenly spread, the first one included; all of a shorter list. */
export function spread(list: Uint32Array, n: number): Uint32Array<ArrayBuffer> {
  const length = Math.min(n, list.length);
  return Uint32Array.from({ length }, (_, i) => list[Math.floor((i * list.length) / length)]!);
}
