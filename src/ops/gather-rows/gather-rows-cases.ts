/** @file Test data for moving rows and for the gradients of what fills them and is added to them. */

import { shuffle } from '../../lib/rng.ts';
import { normal, simple, type Fill, type OpCase } from '../case-tools.ts';

interface GatherSizes {
  /** Of the rows that move. */
  readonly width: number;
  readonly sources: number;
  readonly rows: number;
  readonly fill?: boolean;
  readonly tableRows?: number;
  readonly tableIndex?: boolean;
  readonly fold?: number;
  readonly unfold?: number;
  /** Sources and rows are those of one. */
  readonly images?: number;
}

/** Each source is taken at most once; rows without one are filled. */
function gatherCase(sizes: GatherSizes): OpCase {
  const { sources, rows, width, fill = false, tableRows = 0, tableIndex = false } = sizes;
  const { fold = 1, unfold = 1, images = 1 } = sizes;
  const inputShapes = [
    [(images * sources) / unfold, width * unfold],
    [rows],
    [sources],
    fill ? [1, width] : null,
    tableRows > 0 ? [tableRows, width] : null,
    tableIndex ? [images * rows] : null,
  ];
  return {
    op: 'gather-rows',
    attrs: fold * unfold * images === 1 ? {} : { fold, unfold, images },
    inputShapes,
    gradientInputs: [0, ...(fill ? [3] : []), ...(tableRows > 0 ? [4] : [])],
    inputs(rng) {
      const taken = shuffle(Math.max(sources, rows), rng).subarray(0, rows);
      const index = Int32Array.from(taken, (source) => (source < sources ? source : -1));
      const inverse = new Int32Array(sources).fill(-1);
      index.forEach((source, r) => {
        if (source >= 0) inverse[source] = r;
      });
      return [
        normal(rng, images * sources * width),
        index,
        inverse,
        fill ? normal(rng, width) : null,
        tableRows > 0 ? normal(rng, tableRows * width) : null,
        tableIndex ? Int32Array.from({ length: images * rows }, () => rng.int(tableRows)) : null,
      ];
    },
  };
}

/** About half of the rows were filled. */
const halfFilled: Fill = (rng, size) =>
  Int32Array.from({ length: size }, (_, r) => (rng.next() < 0.5 ? -1 : r));
const below =
  (rows: number): Fill =>
  (rng, size) =>
    Int32Array.from({ length: size }, () => rng.int(rows));

export const GATHER_ROWS_CASES: readonly OpCase[] = [
  gatherCase({ sources: 1, rows: 1, width: 4 }),
  gatherCase({ sources: 37, rows: 7, width: 36 }),
  gatherCase({ sources: 7, rows: 37, width: 12, fill: true }),
  gatherCase({ sources: 7, rows: 38, width: 100, fill: true, tableRows: 19 }),
  gatherCase({ sources: 7, rows: 21, width: 12, tableRows: 5, tableIndex: true }),
  gatherCase({ sources: 20, rows: 20, width: 12, fold: 4 }),
  gatherCase({ sources: 27, rows: 9, width: 4, fold: 3, unfold: 9 }),
  gatherCase({ sources: 28, rows: 30, width: 12, unfold: 4, fold: 2, fill: true, tableRows: 15 }),
  gatherCase({ sources: 7, rows: 9, width: 12, images: 3, fill: true, tableRows: 9 }),
  gatherCase({ sources: 16, rows: 16, width: 4, images: 5, fold: 4 }),
  gatherCase({ sources: 8, rows: 6, width: 8, images: 2, unfold: 4, tableRows: 3, tableIndex: true }),
  simple('gather-rows-backward-fill', {}, [[[1, 4]], [[1], (_, n) => new Int32Array(n).fill(-1)]]),
  simple('gather-rows-backward-fill', {}, [[[7, 12]], [[7], halfFilled]]),
  simple('gather-rows-backward-fill', {}, [[[37, 100]], [[37], halfFilled]]),
  simple('gather-rows-backward-fill', { unfold: 3 }, [[[37, 36]], [[111], halfFilled]]),
  simple('gather-rows-backward-fill', { images: 11 }, [[[77, 8]], [[7], halfFilled]]),
  simple('gather-rows-backward-table', { tableRows: 1 }, [[[1, 4]], null]),
  simple('gather-rows-backward-table', { tableRows: 19 }, [[[133, 12]], null]),
  simple('gather-rows-backward-table', { tableRows: 5 }, [[[371, 100]], [[371], below(5)]]),
  simple('gather-rows-backward-table', { tableRows: 4, unfold: 2 }, [[[18, 24]], null]),
];
