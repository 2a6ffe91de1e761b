/** @file SimMIM masking: hides square cells of several patches at random. */

import { choice } from '../../lib/params.ts';
import { shuffle } from '../../lib/rng.ts';
import { equalizeCount, patchCount, visibleMask, type Grid } from '../grid.ts';
import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';

export const cells = defineMask({
  label: 'Cells',
  summary: 'Hides square cells of patches at random, so that small gaps do not give themselves away.',
  formula: 'C = ⌈√N / u⌉²,  H = ⌈C r⌉ u²',
  source: 'SimMIM §3.2 "Masking strategy"; microsoft/SimMIM@d3e29bc data/data_simmim.py MaskGenerator',
  differs:
    'At least one cell stays visible. Where cells do not divide the grid (SimMIM refuses) those at the right and at the bottom are cut off, and single patches even the count out.',
  params: {
    ratio: ratioParam(0.6),
    unit: choice({
      label: 'Mask unit',
      help: 'The side of a cell in patches. Larger cells leave hidden pixels further from visible ones.',
      options: ['1', '2', '4', '8', '16'],
      optionLabels: {
        1: '1×1 patch',
        2: '2×2 patches',
        4: '4×4 patches',
        8: '8×8 patches',
        16: '16×16 patches',
      },
      default: '2',
      effect: 'hot',
    }),
  },
  hiddenCount: (grid, { ratio, unit }) => hiddenPatches(grid, ratio, Number(unit)),
  sample(grid, values, rng) {
    const unit = Number(values.unit);
    const coarse = cellGrid(grid, unit);
    const all = patchCount(coarse);
    const hidden = new Set(shuffle(all, rng).subarray(0, hiddenCells(all, values.ratio)));
    const mask = visibleMask(grid);
    for (let i = 0; i < mask.length; i++) {
      const row = Math.floor(Math.floor(i / grid.cols) / unit);
      const col = Math.floor((i % grid.cols) / unit);
      if (hidden.has(row * coarse.cols + col)) mask[i] = 1;
    }
    return equalizeCount(mask, hiddenPatches(grid, values.ratio, unit), rng);
  },
  law(grid, values) {
    const unit = Number(values.unit);
    if (grid.rows % unit !== 0 || grid.cols % unit !== 0) return undefined;
    const all = patchCount(cellGrid(grid, unit));
    return all === 1 ? undefined : { kind: 'uniform', unit, hidden: hiddenCells(all, values.ratio) };
  },
});

function hiddenPatches(grid: Grid, ratio: number, unit: number): number {
  const n = patchCount(grid);
  if (ratio === 0 || n === 1) return 0;
  const all = patchCount(cellGrid(grid, unit));
  const share = Math.round((hiddenCells(all, ratio) * n) / all);
  return Math.min(Math.max(share, 1), n - 1);
}

const cellGrid = (grid: Grid, unit: number): Grid => ({
  rows: Math.ceil(grid.rows / unit),
  cols: Math.ceil(grid.cols / unit),
});

/** SimMIM rounds the hidden count up, in doubles: 36 cells at 0.6 hide 22. */
const hiddenCells = (all: number, ratio: number): number =>
  all === 1 ? Math.ceil(ratio) : Math.min(all - 1, Math.ceil(all * ratio));
