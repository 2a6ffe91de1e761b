/** @file Scales span what they say. */

import { expect, it } from 'vitest';
import { percentiles, scaleOf } from './scale.ts';

it('interpolates percentiles and leaves out what is no number', () => {
  expect(percentiles([4, 1, Number.NaN, 3, 2], [0, 0.5, 1])).toEqual([1, 2.5, 4]);
  expect(percentiles([], [0.5])).toEqual([0]);
});

it('samples long lists without moving their percentiles', () => {
  const values = Float32Array.from({ length: 65_536 }, (_, i) => ((i * 40_503) % 65_536) / 65_535);
  const [low = 0, high = 0] = percentiles(values, [0.02, 0.98]);
  expect(low).toBeCloseTo(0.02, 2);
  expect(high).toBeCloseTo(0.98, 2);
});

it('leaves outliers out of the automatic scale, and never spans nothing', () => {
  const values = Array.from({ length: 1001 }, (_, i) => i / 1000);
  expect(scaleOf('auto', values)).toEqual({ map: 'viridis', low: 0.02, high: 0.98 });
  const flat = scaleOf('auto', [0.5, 0.5, 0.5]);
  expect(flat.high).toBeGreaterThan(flat.low);
});

it('has fixed ends where the person chose them', () => {
  expect(scaleOf('0..1', [5])).toEqual({ map: 'viridis', low: 0, high: 1 });
  expect(scaleOf('-1..1', [5])).toEqual({ map: 'puor', low: -1, high: 1 });
});
