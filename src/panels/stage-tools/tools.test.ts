/** @file The band of distances is SimMIM's, scaled. */

import { expect, it } from 'vitest';
import { standingOf } from './band.ts';

it('calls 5.2 to 10.4 % of the side the band', () => {
  expect(standingOf(5 / 100)).toBe('below');
  expect(standingOf(5.64 / 64)).toBe('inside');
  expect(standingOf(11 / 100)).toBe('above');
});
