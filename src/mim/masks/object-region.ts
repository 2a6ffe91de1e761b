/** @file The region that the object masks take for the object: what was painted, else the middle of the picture. */

import { patchCount, visibleMask, type Grid, type PatchMask } from '../grid.ts';
import { resampled } from './painted.ts';

/** Radius of the disc in the middle, as a share of the side. */
const RADIUS = 0.32;

/** 1 = part of the object, [N]; one patch at least, of two or more never all. */
export function objectRegion(grid: Grid, bits: string): PatchMask {
  const painted = resampled(grid, bits);
  const region = painted.includes(1) ? painted : disc(grid);
  if (patchCount(grid) > 1 && !region.includes(0)) region[0] = 0;
  return region;
}

function disc(grid: Grid): PatchMask {
  const region = visibleMask(grid);
  for (let i = 0; i < region.length; i++) {
    const y = (Math.floor(i / grid.cols) + 0.5) / grid.rows - 0.5;
    const x = ((i % grid.cols) + 0.5) / grid.cols - 0.5;
    region[i] = x * x + y * y <= RADIUS * RADIUS ? 1 : 0;
  }
  region[Math.floor(grid.rows / 2) * grid.cols + Math.floor(grid.cols / 2)] = 1;
  return region;
}
