import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { maskFrom, type PatchMask } from '../grid.ts';
import { defaultMask, sampleMask } from '../masks/index.ts';
import { hiddenMse, patchErrors } from '../metrics/mse.ts';
import { BASELINES, type BaselineId } from './index.ts';

const side = 16;
const patch = 4;
const grid = { rows: 4, cols: 4 };
const isHidden = (mask: ArrayLike<number>, pixel: number): boolean =>
  mask[Math.floor(Math.floor(pixel / side) / patch) * 4 + Math.floor((pixel % side) / patch)] === 1;
const masks = Array.from({ length: 10 }, (_, seed) => sampleMask(grid, defaultMask('random'), rngOf(seed)));
const noise = Float32Array.from(
  { length: side * side * 3 },
  (
    (rng) => () =>
      rng.next()
  )(rngOf('noise')),
);
const imageOf = (value: (row: number, col: number, channel: number) => number): Float32Array =>
  Float32Array.from({ length: side * side * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return value(Math.floor(pixel / side), pixel % side, i % 3);
  });
const { fill: visibleMean } = BASELINES['visible-mean'];
const { fill: inverseDistance } = BASELINES['inverse-distance'];
const { fill: harmonic } = BASELINES.harmonic;
const uniform = (bit: number): PatchMask => maskFrom(Array.from({ length: 16 }, () => bit));
/** The four patches in the middle. */
const interior = maskFrom([0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);

describe.each(Object.keys(BASELINES) as BaselineId[])('baseline %s', (id) => {
  const { fill } = BASELINES[id];

  it('leaves visible pixels as they are and its input alone', () => {
    const before = noise.slice();
    for (const mask of masks) {
      const visible = (image: Float32Array): Float32Array =>
        image.filter((_, i) => !isHidden(mask, Math.floor(i / 3)));
      expect(visible(fill(noise, mask, patch))).toEqual(visible(noise));
    }
    expect(noise).toEqual(before);
  });

  it('never looks at hidden pixels', () => {
    for (const mask of masks) {
      const other = noise.map((value, i) => (isHidden(mask, Math.floor(i / 3)) ? 1000 * value - 7 : value));
      expect(fill(other, mask, patch)).toEqual(fill(noise, mask, patch));
    }
  });

  it('reproduces a constant image', () => {
    const flat = imageOf((_row, _col, channel) => 0.2 + 0.3 * channel);
    for (const mask of masks)
      fill(flat, mask, patch).forEach((value, i) => expect(value).toBeCloseTo(flat[i]!, 5));
  });

  it('stays within the visible range', () => {
    for (const mask of masks) {
      for (const value of fill(noise, mask, patch)) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });

  it('changes nothing where nothing is hidden', () => {
    expect(fill(noise, uniform(0), patch)).toEqual(noise);
  });

  it('refuses an image without a visible patch', () => {
    expect(() => fill(noise, uniform(1), patch)).toThrow('nothing is visible');
  });
});

describe('visible mean', () => {
  it('is the mean of the visible pixels, per channel', () => {
    const mask = maskFrom([0, 1, 1, 0]);
    const image = [0, 1, 2, 9, 9, 9, 9, 9, 9, 4, 5, 6];
    expect([...visibleMean(image, mask, 1)]).toEqual([0, 1, 2, 2, 3, 4, 2, 3, 4, 4, 5, 6]);
  });
});

describe('inverse distance', () => {
  it('weighs two visible neighbours equally and a far one by 1 ÷ distance²', () => {
    const mask = maskFrom([0, 1, 1, 0]);
    const image = [1, 1, 1, 9, 9, 9, 9, 9, 9, 3, 3, 3];
    expect(inverseDistance(image, mask, 1)[3]).toBeCloseTo(2, 6);
    const third = maskFrom([0, 1, 0, 0]); // of (0, 1): (0, 0) and (1, 1) at 1, (1, 0) at √2
    expect(inverseDistance([1, 1, 1, 9, 9, 9, 5, 5, 5, 3, 3, 3], third, 1)[3]).toBeCloseTo(
      (1 + 3 + 5 / 2) / 2.5,
      6,
    );
  });
});

describe('harmonic', () => {
  it('reproduces a ramp whose middle is hidden', () => {
    const ramp = imageOf((row, col, channel) => 0.03 * row - 0.01 * col * channel + 0.1);
    BASELINES.harmonic
      .fill(ramp, interior, patch)
      .forEach((value, i) => expect(value).toBeCloseTo(ramp[i]!, 4));
  });

  it('leaves every hidden pixel at the mean of its neighbours, with reflecting borders', () => {
    for (const mask of masks) {
      const filled = harmonic(noise, mask, patch);
      const at = (row: number, col: number): number | undefined =>
        row < 0 || col < 0 || row >= side || col >= side ? undefined : filled[(row * side + col) * 3];
      for (let pixel = 0; pixel < side * side; pixel++) {
        if (!isHidden(mask, pixel)) continue;
        const row = Math.floor(pixel / side);
        const col = pixel % side;
        const around = [at(row - 1, col), at(row + 1, col), at(row, col - 1), at(row, col + 1)].filter(
          (value) => value !== undefined,
        );
        expect(around.reduce((a, b) => a + b, 0) / around.length).toBeCloseTo(filled[pixel * 3]!, 4);
      }
    }
  });

  it('continues a gradient along the border better than the other baselines', () => {
    const ramp = imageOf((row, col) => (row + col) / 32);
    const error = (id: BaselineId): number =>
      masks.reduce((sum, mask) => {
        const errors = patchErrors(BASELINES[id].fill(ramp, mask, patch), ramp, grid, patch);
        return sum + hiddenMse(errors, mask)!;
      }, 0);
    expect(error('harmonic')).toBeLessThan(error('inverse-distance'));
    expect(error('inverse-distance')).toBeLessThan(error('visible-mean'));
  });
});
