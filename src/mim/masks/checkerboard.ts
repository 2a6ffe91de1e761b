/** @file Checkerboard masking: every other cell is hidden. */

import { choice } from '../../lib/params.ts';
import { hiddenCount, patchCount, visibleMask, type Grid, type PatchMask } from '../grid.ts';
import { defineMask } from './mask.ts';

export const checkerboard = defineMask({
  label: 'Checkerboard',
  summary: 'Hides every other cell, half of the picture: each gap has its answer on all four sides.',
  formula: 'Mᵢⱼ = (⌊i/u⌋ + ⌊j/u⌋ + φ) mod 2,  H ≈ N/2',
  source: 'ours, the extreme of MAE figure 6 (grid-wise sampling); its ratio is always one half',
  params: {
    unit: choice({
      label: 'Mask unit',
      help: 'The side of a cell in patches. Larger cells leave hidden pixels further from visible ones.',
      options: ['1', '2', '4'],
      optionLabels: { 1: '1×1 patch', 2: '2×2 patches', 4: '4×4 patches' },
      default: '1',
      effect: 'hot',
    }),
  },
  hiddenCount: (grid, { unit }) => hiddenCount(boards(grid, Number(unit))[0]!),
  sample(grid, { unit }, rng) {
    const both = boards(grid, Number(unit));
    return both[rng.int(both.length)]!;
  },
  law: (grid, { unit }) => ({ kind: 'one-of', masks: boards(grid, Number(unit)) }),
});

/** The board and its negative, where both hide as many patches; else the one that hides fewer, but something. */
function boards(grid: Grid, unit: number): readonly PatchMask[] {
  if (patchCount(grid) === 1) return [visibleMask(grid)];
  const fitting = Math.min(unit, Math.ceil(Math.max(grid.rows, grid.cols) / 2)); // two cells at least
  const both = [0, 1].map((phase) => board(grid, fitting, phase));
  const counts = both.map(hiddenCount);
  const least = Math.min(...counts);
  return both.filter((_, phase) => counts[phase] === least);
}

function board(grid: Grid, unit: number, phase: number): PatchMask {
  const mask = visibleMask(grid);
  for (let i = 0; i < mask.length; i++) {
    const row = Math.floor(Math.floor(i / grid.cols) / unit);
    mask[i] = (row + Math.floor((i % grid.cols) / unit) + phase) % 2;
  }
  return mask;
}
