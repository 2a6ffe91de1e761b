/** @file A fresh mask from the draft's strategy and the seed on screen; pinned patches survive. */

import { rngOf } from '../lib/rng.ts';
import { withPins } from '../mim/grid.ts';
import { needsContent } from '../mim/masks/index.ts';
import { drawMask, shownGrid } from './shown.ts';
import { app } from './store.ts';

/** What is known of the picture has changed: true where the mask goes by it and so was drawn again. */
export function redrawForContent(): boolean {
  if (!needsContent(app.getState().draft.mask)) return false;
  redrawMask();
  return true;
}

export function redrawMask(): void {
  const state = app.getState();
  const fresh = drawMask(shownGrid(state), state.draft.mask, state.maskSeed, state);
  const pins = rngOf(state.maskSeed, 'pins');
  app.setState({ mask: withPins(fresh, state.pinned, state.mask, pins) });
}
