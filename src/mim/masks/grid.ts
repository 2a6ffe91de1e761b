/** @file Grid masking: the visible (or, at low ratios, the hidden) patches form a regular lattice. */

import { hiddenCount, maskFrom, patchCount, visibleMask, type Grid, type PatchMask } from '../grid.ts';
import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';

/**
 * One patch of every `rows × cols` block is marked; each further row of blocks is moved by `shift` patches to the side.
 * So 1×2 shifted by 1 is a checkerboard, 2×2 the grid of the MAE paper.
 */
interface Lattice {
  readonly rows: number;
  readonly cols: number;
  readonly shift: number;
  /** Whether marked patches are the hidden ones; else they are the visible ones. */
  readonly hides: boolean;
}

/** Rows, columns and shift. */
const SHAPES = [
  [1, 2, 1],
  [1, 3, 1],
  [2, 2, 0],
  [1, 5, 2],
  [2, 3, 0],
  [2, 4, 2],
  [3, 3, 0],
  [3, 4, 0],
  [4, 4, 0],
  [4, 5, 0],
] as const;
const LATTICES: readonly Lattice[] = [false, true].flatMap((hides) =>
  SHAPES.map(([rows, cols, shift]) => ({ rows, cols, shift, hides })),
);

/** A general ratio takes the lattice with the nearest hidden count: hidden shares are 5, 6, 8, 11 … 50, 67, 75 … 95 %. */
export const grid = defineMask({
  label: 'Grid',
  summary:
    'Keeps patches in a regular grid, one of every 2×2 at 75 %: the easiest task, nothing is far from a visible patch.',
  source: 'MAE §4.1 "Mask sampling strategy", figure 6 (right)',
  params: { ratio: ratioParam(0.75) },
  hiddenCount: (grid, { ratio }) => nearest(grid, ratio).hidden,
  sample(grid, { ratio }, rng) {
    const { masks } = nearest(grid, ratio);
    return masks[rng.int(masks.length)]!;
  },
});

/** The lattice whose hidden count is nearest to the ratio's, at every phase that gives this count. */
function nearest(
  grid: Grid,
  ratio: number,
): { readonly hidden: number; readonly masks: readonly PatchMask[] } {
  const n = patchCount(grid);
  if (ratio === 0 || n === 1) return { hidden: 0, masks: [visibleMask(grid)] };
  let best: { off: number; hidden: number; masks: PatchMask[] } | undefined;
  for (const lattice of byShare(ratio)) {
    const phases = Array.from({ length: lattice.rows * lattice.cols }, (_, phase) =>
      drawn(grid, lattice, phase),
    );
    for (const mask of phases) {
      const hidden = hiddenCount(mask);
      const off = Math.abs(hidden - n * ratio);
      if (hidden === 0 || hidden === n || (best !== undefined && off >= best.off)) continue;
      best = { off, hidden, masks: phases.filter((other) => hiddenCount(other) === hidden) };
    }
  }
  return best ?? { hidden: 0, masks: [visibleMask(grid)] }; // a checkerboard always fits, so there is a best
}

/** Nearest share first, which decides between lattices that happen to hide the same number. */
function byShare(ratio: number): readonly Lattice[] {
  const off = ({ rows, cols, hides }: Lattice): number =>
    Math.abs((hides ? 1 / (rows * cols) : 1 - 1 / (rows * cols)) - ratio);
  return LATTICES.toSorted((a, b) => off(a) - off(b));
}

function drawn({ rows, cols }: Grid, lattice: Lattice, phase: number): PatchMask {
  const top = Math.floor(phase / lattice.cols);
  const left = phase % lattice.cols;
  return maskFrom(
    Array.from({ length: rows * cols }, (_, i) => {
      const row = Math.floor(i / cols) + top;
      const shifted = (i % cols) + left + lattice.shift * Math.floor(row / lattice.rows);
      const marked = row % lattice.rows === 0 && shifted % lattice.cols === 0;
      return marked === lattice.hides ? 1 : 0;
    }),
  );
}
