/** @file Which model answers on the stage, on which grid, and the mask that fits it. */

import { gridOf, type RunConfig } from '../config/run-config.ts';
import { patchCount, type Grid, type PatchMask } from '../mim/grid.ts';
import { needsContent, sampleMask, type MaskChoice } from '../mim/masks/index.ts';
import { rngOf } from '../lib/rng.ts';
import { shownContent } from './content.ts';
import type { AppState } from './state.ts';
import { SHIPPED } from './store.ts';

type Shown = Pick<AppState, 'answerer' | 'run'>;

/** The settings of the model whose answer is on screen. */
export const shownConfig = ({ answerer, run }: Shown): RunConfig =>
  answerer === 'run' && run !== null ? run.config : SHIPPED;

/** The patches that the pictures on screen are cut into; masks and patch indices are of this grid. */
export const shownGrid = (state: Shown): Grid => gridOf(shownConfig(state));

/** The mask that a strategy and a seed give for the pictures on screen; some want to know what is on the picture. */
export function drawMask(
  grid: Grid,
  choice: MaskChoice,
  seed: number,
  state: Pick<AppState, 'picture' | 'image' | 'sources'>,
): PatchMask {
  const content = needsContent(choice) ? shownContent(grid, state) : undefined;
  return sampleMask(grid, choice, rngOf(seed, 'shown mask'), content);
}

/** What must change on screen when a model with this grid answers; nothing where the mask fits already. */
export function fitTo(grid: Grid, state: AppState): Partial<AppState> {
  const now = shownGrid(state);
  if (now.rows === grid.rows && now.cols === grid.cols && state.mask.length === patchCount(grid)) return {};
  return {
    mask: drawMask(grid, state.draft.mask, state.maskSeed, state),
    pinned: new Uint8Array(patchCount(grid)),
    focusPatch: null,
    lockedPatch: null,
    secondPatch: null,
  };
}
