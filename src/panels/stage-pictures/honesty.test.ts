/** @file The badge never says less than the truth. */

import { expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import { maskFrom } from '../../mim/grid.ts';
import type { AppState } from '../../store/state.ts';
import { app, initialState } from '../../store/store.ts';
import { honestyOf } from './HonestyBadge.tsx';
import { stillOf } from './stills.ts';

const run = {
  id: 'r',
  config: PRESETS['mae-s'].config,
  parameters: 1,
  tokens: 64,
  step: 0,
  bytes: 1,
  origin: 'imported',
  hasDecoder: false,
} as const;
const answer = (shows: 'pixels' | 'normalized' | 'true-statistics') => ({
  step: 0,
  side: 1,
  patch: 1,
  mask: new Uint8Array(1),
  rgba: new Uint8Array(4),
  shows,
  errors: new Float32Array(1),
  loss: 0,
  psnrDb: 0,
});

it('says what the answer shows', () => {
  const state = initialState();
  expect(honestyOf(state)).toBe('pixels');
  for (const shows of ['pixels', 'normalized', 'true-statistics'] as const) {
    expect(honestyOf({ ...state, reconstruction: answer(shows) })).toBe(shows);
  }
});

it('says that an encoder alone cannot reconstruct, but only where it is the one that answers', () => {
  const state = initialState();
  expect(honestyOf({ ...state, run, answerer: 'run' })).toBe('none');
  expect(honestyOf({ ...state, run, answerer: 'shipped' })).toBe('pixels');
});

it('says that there is no answer where the model could not give one', () => {
  const state = { ...initialState(), failedToAnswer: true };
  expect(honestyOf(state)).toBe('failed');
  expect(honestyOf({ ...state, reconstruction: answer('pixels') })).toBe('pixels');
});

it('shows the baked pictures only for the first picture and the first mask, before any answer', () => {
  const first = app.getInitialState();
  const numbers = [1, 2, 3, 4] as const;
  const stillsOf = (change: Partial<AppState>): boolean[] =>
    numbers.map((number) => stillOf(number, { ...first, ...change }) !== undefined);
  expect(stillsOf({})).toEqual([true, true, true, true]);
  expect(stillsOf({ mask: maskFrom(first.mask) })).toEqual([true, true, false, false]);
  expect(stillsOf({ failedToAnswer: true })).toEqual([true, true, false, false]);
  expect(stillsOf({ answerer: 'run', run })).toEqual([true, true, false, false]);
  expect(stillsOf({ image: { source: 'emoji', index: 0 } })).toEqual([false, false, false, false]);
});
