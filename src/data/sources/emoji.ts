/** @file The shipped emoji, on white, with their nine categories. */

import { breathe, heed } from '../breathe.ts';
import { bytesPerImage, type Dataset, MAX_SET_BYTES, spread, splitByTenths } from '../dataset.ts';
import { resample } from '../resample.ts';
import type { DatasetMaker } from './maker.ts';
import { storedJson, storedPicture } from './stored.ts';

/** public/data/emoji.json: the cells of emoji-64.webp, row by row. */
interface EmojiList {
  readonly cell: number;
  readonly columns: number;
  readonly categories: readonly string[];
  readonly names: readonly string[];
  /** Indices into `categories`. */
  readonly labels: readonly number[];
}

const CELLS_PER_BREATH = 128;

/** All 1,906, or an even choice of them where `side` is so large that they would not fit. */
export const makeEmoji: DatasetMaker = async ({ side }, { baseUrl, signal, progress }) => {
  const list = await storedJson<EmojiList>(baseUrl, 'emoji.json');
  const atlas = await storedPicture(baseUrl, 'emoji-64.webp');
  const size = bytesPerImage(side);
  const all = Uint32Array.from(list.names, (_, i) => i);
  const chosen = spread(all, Math.floor(MAX_SET_BYTES / size));
  const pixels = new Uint8Array(chosen.length * size);
  for (const [i, cell] of chosen.entries()) {
    if (i % CELLS_PER_BREATH === 0) {
      progress?.(i, chosen.length);
      await breathe();
      heed(signal);
    }
    const left = (cell % list.columns) * list.cell;
    const top = Math.floor(cell / list.columns) * list.cell;
    pixels.set(resample(atlas, [left, top, list.cell, list.cell], side, side), i * size);
  }
  progress?.(chosen.length, chosen.length);
  return {
    side,
    count: chosen.length,
    pixels,
    labels: Int32Array.from(chosen, (cell) => list.labels[cell]!),
    labelNames: list.categories,
    names: (i) => list.names[chosen[i] ?? 0] ?? '',
    ...splitByTenths(chosen.length),
  } satisfies Dataset;
};
