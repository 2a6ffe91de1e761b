/** @file Order of rows, and the detector of collapse. */

import { expect, it } from 'vitest';
import { offDiagonalOf } from './collapse.ts';
import { orderOf } from './use-similarity.ts';

it('orders rows as in the image, by cluster, or visible first', () => {
  const similarity = {
    n: 4,
    patches: Uint32Array.of(0, 1, 2, 3),
    fiedlerOrder: Uint32Array.of(2, 0, 3, 1),
  };
  const mask = [1, 0, 1, 0];
  expect([...orderOf(similarity, 'image', mask)]).toEqual([0, 1, 2, 3]);
  expect([...orderOf(similarity, 'cluster', mask)]).toEqual([2, 0, 3, 1]);
  expect([...orderOf(similarity, 'mask', mask)]).toEqual([1, 3, 0, 2]);
  expect([...orderOf({ ...similarity, fiedlerOrder: null }, 'cluster', mask)], 'until it is known').toEqual([
    0, 1, 2, 3,
  ]);
});

it('sees a collapse where all pairs are alike, whatever the diagonal says', () => {
  const alike = offDiagonalOf([1, 0.99, 0.98, 0.99, 1, 0.97, 0.98, 0.97, 1], 3);
  expect(alike?.hasCollapsed).toBe(true);
  expect(alike?.mean).toBeCloseTo(0.98);
  const apart = offDiagonalOf([1, 0.99, 0.1, 0.99, 1, 0.2, 0.1, 0.2, 1], 3);
  expect(apart?.hasCollapsed).toBe(false);
  expect(apart?.bins.reduce((a, b) => a + b)).toBeCloseTo(1);
  expect(offDiagonalOf([1], 1)).toBeNull();
});
