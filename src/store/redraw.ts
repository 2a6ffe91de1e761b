/** @file A fresh mask from the draft's strategy and the seed on screen; pinned patches survive. */

import { rngOf } from '../lib/rng.ts';
import { withPins } from '../mim/grid.ts';
import { drawMask, shownGrid } from './shown.ts';
import { app } from './store.ts';

export function redrawMask(): void {
  const state = app.getState();
  const fresh = drawMask(shownGrid(state), state.draft.mask, state.maskSeed);
  const pins = rngOf(state.maskSeed, 'pins');
  app.setState({ mask: withPins(fresh, state.pinned, state.mask, pins) });
}
