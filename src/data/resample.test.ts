import { describe, expect, it } from 'vitest';
import { picture, splitByTenths, spread } from './dataset.ts';
import { fitSquare } from './fit.ts';
import { resample, type Rgb } from './resample.ts';

/** Grey pictures from rows of values. */
function grey(...rows: readonly (readonly number[])[]): Rgb {
  const pixels = Uint8Array.from(rows.flat().flatMap((value) => [value, value, value]));
  return { width: rows[0]!.length, height: rows.length, pixels };
}
const values = (pixels: Uint8Array): number[] => [...pixels].filter((_, i) => i % 3 === 0);

describe('resample', () => {
  it('copies at the same size', () => {
    const source = grey([1, 2, 3], [40, 50, 60], [7, 8, 250]);
    expect(resample(source, [0, 0, 3, 3], 3, 3)).toEqual(source.pixels);
  });

  it('keeps a plain colour plain at any size', () => {
    const source = grey([77, 77, 77], [77, 77, 77]);
    for (const [w, h] of [
      [1, 1],
      [2, 5],
      [7, 1],
      [64, 64],
    ] as const) {
      expect(new Set(resample(source, [0, 0, 3, 2], w, h))).toEqual(new Set([77]));
    }
  });

  it('interpolates linearly when growing', () => {
    expect(values(resample(grey([0, 100]), [0, 0, 2, 1], 4, 1))).toEqual([0, 25, 75, 100]);
  });

  it('averages with a triangle when shrinking, as Pillow does', () => {
    // Weights of the first target pixel, centre 1, reach 2: 3/8 3/8 1/8 over positions .5, 1.5, 2.5, renormalised.
    const shrunk = values(resample(grey([0, 0, 200, 200]), [0, 0, 4, 1], 2, 1));
    expect(shrunk).toEqual([Math.round((200 * 1) / 7), Math.round((200 * 6) / 7)]);
  });

  it('reads nothing outside the region', () => {
    const source = grey([255, 255, 0, 0, 0, 255, 255]);
    for (const size of [1, 2, 3, 5, 17]) {
      expect(Math.max(...resample(source, [2, 0, 3, 1], size, 1))).toBe(0);
    }
  });
});

describe('fitSquare', () => {
  const wide = grey([10, 10, 200, 200, 90, 90], [10, 10, 200, 200, 90, 90]);

  it('crops the centre', () => {
    expect(values(fitSquare(wide, 'crop', 2))).toEqual([200, 200, 200, 200]);
  });

  it('pads with white', () => {
    const padded = values(fitSquare(wide, 'pad', 6));
    expect(padded.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 255));
    expect(padded.slice(12, 18)).toEqual([10, 10, 200, 200, 90, 90]);
  });

  it('squashes all of it', () => {
    expect(values(fitSquare(grey([0, 0, 0, 0, 240, 240, 240, 240]), 'squash', 2))[1]).toBeGreaterThan(200);
  });

  it('leaves a row of pictures of extreme proportions', () => {
    const line = grey(Array.from({ length: 4000 }, () => 5));
    for (const fit of ['crop', 'pad', 'squash'] as const) {
      expect(values(fitSquare(line, fit, 16))).toContain(5);
    }
  });
});

describe('picture', () => {
  it('is opaque and the colour of the set', () => {
    const pixels = new Uint8Array(2 * 4 * 4 * 3).fill(9, 48);
    expect(picture({ side: 4, pixels }, 1, 2)).toEqual(
      Uint8Array.from({ length: 16 }, (_, i) => (i % 4 === 3 ? 255 : 9)),
    );
  });
});

describe('splits', () => {
  it('hold out every tenth, and none apart below ten', () => {
    expect([...splitByTenths(25).heldOut]).toEqual([9, 19]);
    expect(splitByTenths(25).train).toHaveLength(23);
    expect(splitByTenths(9)).toMatchObject({ heldOutIsSeen: true });
    expect([...splitByTenths(1).heldOut]).toEqual([0]);
  });

  it('spread over a list, its first entry included', () => {
    expect([...spread(Uint32Array.of(5, 6, 7, 8), 2)]).toEqual([5, 7]);
    expect([...spread(Uint32Array.of(5), 9)]).toEqual([5]);
    expect([...spread(Uint32Array.of(5, 6, 7), 9)]).toEqual([5, 6, 7]);
  });
});
