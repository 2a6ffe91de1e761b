/** @file Composites take each pixel from the right picture. */

import { expect, it } from 'vitest';
import { coloured, composite, differences, differenceScale } from './compose.ts';

const filled = (side: number, value: number) => ({ side, rgba: new Uint8Array(side * side * 4).fill(value) });
const grid = { rows: 2, cols: 2 };

it('gives the picture itself, byte for byte, where nothing is hidden', () => {
  const picture = { side: 4, rgba: Uint8Array.from({ length: 64 }, (_, i) => i) };
  const result = composite(picture, filled(4, 200), [0, 0, 0, 0], grid);
  expect(result.rgba).toEqual(picture.rgba);
  expect(result.rgba).not.toBe(picture.rgba);
});

it('takes hidden patches from the answer', () => {
  const { rgba } = composite(filled(4, 1), filled(4, 9), [0, 1, 0, 0], grid);
  const red = Array.from({ length: 16 }, (_, i) => rgba[4 * i]);
  expect(red).toEqual([1, 1, 9, 9, 1, 1, 9, 9, 1, 1, 1, 1, 1, 1, 1, 1]);
});

it('measures differences in shares of full brightness', () => {
  expect([...differences(filled(1, 0), filled(1, 255))]).toEqual([1]);
  expect(differenceScale([0, 0, 0]).high).toBe(0.05);
  expect(differenceScale([0.5, 0.5]).high).toBe(0.5);
});

it('colours numbers from end to end of the map', () => {
  const { rgba } = coloured([0, 1, 0, 1], 2, { map: 'viridis', low: 0, high: 1 });
  expect([...rgba.subarray(0, 8)]).toEqual([68, 1, 84, 255, 253, 231, 37, 255]);
});
