/** @file The pictures of the shipped model that index.html shows before any script, and how long they are true. */

import type { AppState } from '../../store/state.ts';
import { app } from '../../store/store.ts';

/** By number of the picture. The mask is drawn over the second. */
const STILLS = {
  1: './baked/original.png',
  2: './baked/original.png',
  3: './baked/reconstruction.png',
  4: './baked/composite.png',
} as const;

/** What may stand in for a picture that is not there yet: only of the first picture and the first mask, before any answer. */
export function stillOf(number: 1 | 2 | 3 | 4, state: AppState): string | undefined {
  const first = app.getInitialState();
  const { source, index } = state.image;
  if (source !== first.image.source || index !== first.image.index) return undefined;
  if (number < 3) return STILLS[number];
  const isFirst = state.mask === first.mask && state.answerer === 'shipped' && !state.failedToAnswer;
  return isFirst ? STILLS[number] : undefined;
}
