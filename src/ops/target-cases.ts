/** @file Test data for what turns patches into targets. */

import { positive, simple, type OpCase } from './case-tools.ts';

const colours = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };

const hogCase = (batch: number, grid: readonly [number, number], patch: number, cell: number): OpCase => {
  const [rows, cols] = grid;
  const width = Math.ceil((3 * patch * patch) / 4) * 4;
  return simple('hog', { rows, cols, patch, cell }, [[[batch * rows * cols, width]]]);
};

export const TARGET_CASES: readonly OpCase[] = [
  simple('standardize-rows', { columns: 4, epsilon: 1e-6 }, [[[1, 4]]]),
  simple('standardize-rows', { columns: 27, epsilon: 1e-6 }, [[[7, 28]]]),
  simple('standardize-rows', { columns: 100, epsilon: 1e-6 }, [[[37, 100], positive]]),
  simple('pool-patches', { patch: 2, factor: 2 }, [[[1, 12]]]),
  simple('pool-patches', { patch: 6, factor: 2 }, [[[7, 108]]]),
  simple('pool-patches', { patch: 9, factor: 3 }, [[[5, 244]]]),
  simple('pool-patches', { patch: 8, factor: 1 }, [[[3, 192]]]),
  simple('color-bins', { bins: 8, columns: 12, ...colours }, [[[1, 12]]]),
  simple('color-bins', { bins: 256, columns: 27, ...colours }, [[[7, 28]]]),
  simple('color-bins', { bins: 8, columns: 192, ...colours }, [[[37, 192]]]),
  hogCase(1, [1, 1], 4, 4),
  hogCase(2, [2, 3], 3, 3),
  hogCase(2, [3, 3], 8, 4),
  hogCase(1, [2, 2], 2, 1),
];
