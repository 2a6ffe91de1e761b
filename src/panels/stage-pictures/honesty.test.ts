/** @file The badge never says less than the truth. */

import { expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import { initialState } from '../../store/store.ts';
import { honestyOf } from './HonestyBadge.tsx';

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
