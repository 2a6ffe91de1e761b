/** @file Grid masking: the visible (or, at low ratios, the hidden) patches form a regular lattice. */

import { patchCount, visibleMask, type Grid, type PatchMask } from '../grid.ts';
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

export const grid = defineMask({
  label: 'Grid',
  summary:
    'Keeps patches in a regular grid, one of every 2×2 at 75 %: the easiest task, nothing is far from a visible patch.',
  formula: 'a b ≈ 1 / (1 − r),  Mᵢⱼ = 0 ⟺ (i mod a, j mod b) = (φ, ψ)',
  source: 'MAE §4.1 "Mask sampling strategy", figure 6 (right)',
  differs:
    'The paper has 75 % only. Another ratio takes the lattice with the nearest count: 5, 6, 8, 11 … 50, 67, 75 … 95 %. Its place is drawn anew for every image.',
  params: { ratio: ratioParam(0.75) },
  hiddenCount: (grid, { ratio }) => nearest(grid, ratio)?.hidden ?? 0,
  sample(grid, { ratio }, rng) {
    const best = nearest(grid, ratio);
    return best === undefined
      ? visibleMask(grid)
      : drawn(grid, best.lattice, best.phases[rng.int(best.phases.length)]!);
  },
  law(grid, { ratio }) {
    const best = nearest(grid, ratio);
    const masks = best?.phases.map((phase) => drawn(grid, best.lattice, phase));
    return { kind: 'one-of', masks: masks ?? [visibleMask(grid)] };
  },
});

interface Best {
  readonly lattice: Lattice;
  readonly hidden: number;
  /** Every phase at which the lattice hides that many of the grid's patches. */
  readonly phases: readonly number[];
}

/** The last search: the masks of a batch share it. Holds a result, never a state. */
let latest: { readonly key: string; readonly best: Best | undefined } = { key: '', best: undefined };

/** The lattice and its phases whose hidden count is nearest to the ratio's; undefined where nothing is to be hidden. */
function nearest(grid: Grid, ratio: number): Best | undefined {
  const key = `${grid.rows} ${grid.cols} ${ratio}`;
  if (latest.key !== key) latest = { key, best: searched(grid, ratio) };
  return latest.best;
}

function searched(grid: Grid, ratio: number): Best | undefined {
  const n = patchCount(grid);
  if (ratio === 0 || n === 1) return undefined;
  let best: Best | undefined;
  for (const lattice of byShare(ratio)) {
    const counts = Array.from({ length: lattice.rows * lattice.cols }, (_, phase) =>
      hiddenBy(grid, lattice, phase),
    );
    for (const hidden of counts) {
      if (hidden === 0 || hidden === n) continue;
      if (best !== undefined && Math.abs(hidden - n * ratio) >= Math.abs(best.hidden - n * ratio)) continue;
      best = { lattice, hidden, phases: [...counts.keys()].filter((phase) => counts[phase] === hidden) };
    }
  }
  return best; // a checkerboard fits any grid of two patches or more, so there is one
}

/** Nearest share first, which decides between lattices that happen to hide the same number. */
function byShare(ratio: number): readonly Lattice[] {
  const off = ({ rows, cols, hides }: Lattice): number =>
    Math.abs((hides ? 1 / (rows * cols) : 1 - 1 / (rows * cols)) - ratio);
  return LATTICES.toSorted((a, b) => off(a) - off(b));
}

/** `phase` moves the lattice up by whole rows and left by the rest; 0 marks the corner. */
function isMarked(row: number, col: number, lattice: Lattice, phase: number): boolean {
  const down = row + Math.floor(phase / lattice.cols);
  if (down % lattice.rows !== 0) return false;
  return (col + (phase % lattice.cols) + (lattice.shift * down) / lattice.rows) % lattice.cols === 0;
}

function hiddenBy({ rows, cols }: Grid, lattice: Lattice, phase: number): number {
  let marked = 0;
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) if (isMarked(row, col, lattice, phase)) marked++;
  }
  return lattice.hides ? marked : rows * cols - marked;
}

function drawn(grid: Grid, lattice: Lattice, phase: number): PatchMask {
  const mask = visibleMask(grid);
  for (let i = 0; i < mask.length; i++) {
    const marked = isMarked(Math.floor(i / grid.cols), i % grid.cols, lattice, phase);
    mask[i] = marked === lattice.hides ? 1 : 0;
  }
  return mask;
}
