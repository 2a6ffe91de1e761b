/** @file Colour maps rise in lightness, and run colours stay apart for every kind of eye. */

import { describe, expect, it } from 'vitest';
import { cssColour, lutIndex, lutOf } from './maps.ts';
import { RUN_BACKGROUNDS, RUN_STYLES } from './runs.ts';
import { contrast, distance, fromHex, labOf, simulate, type Rgb } from './vision.ts';

const rgbOf = (pixel: number): Rgb => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];

describe('colour maps', () => {
  it('begin and end where their authors put them', () => {
    const ends = (['viridis', 'cividis', 'puor'] as const).map((map) => [
      cssColour(map, 0),
      cssColour(map, 1),
    ]);
    expect(ends).toEqual([
      ['rgb(68 1 84)', 'rgb(253 231 37)'],
      ['rgb(0 32 81)', 'rgb(253 234 69)'],
      ['rgb(45 0 75)', 'rgb(127 59 8)'],
    ]);
  });

  it.each(['viridis', 'cividis'] as const)('%s grows lighter from end to end', (name) => {
    const lightness = [...lutOf(name)].map((pixel) => labOf(rgbOf(pixel))[0]);
    expect(lightness).toHaveLength(256);
    for (let i = 8; i < 256; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 8]!);
    for (let i = 1; i < 256; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1]! - 0.5);
  });

  it('is all but white in the middle of the diverging map', () => {
    expect(labOf(rgbOf(lutOf('puor')[128]!))[0]).toBeGreaterThan(94);
  });

  it('clamps values outside the scale and takes the low end for what is no number', () => {
    expect([-3, 0, 0.5, 1, 9, Number.NaN].map((v) => lutIndex(v, 0, 1))).toEqual([0, 0, 128, 255, 255, 0]);
    expect(lutIndex(0, -1, 1)).toBe(128);
    expect(cssColour('viridis', 0)).toBe('rgb(68 1 84)');
  });
});

describe.each(['light', 'dark'] as const)('run colours on %s', (theme) => {
  const colours = RUN_STYLES.map((style) => fromHex(style[theme]));

  it('stand out from the background by 3:1', () => {
    for (const colour of colours)
      expect(contrast(colour, fromHex(RUN_BACKGROUNDS[theme]))).toBeGreaterThan(3);
  });

  it.each(['protan', 'deutan', 'tritan'] as const)('stay 18 apart under %s vision', (kind) => {
    for (const [i, a] of colours.entries()) {
      for (const b of colours.slice(i + 1)) {
        expect(distance(simulate(a, kind), simulate(b, kind))).toBeGreaterThanOrEqual(18);
      }
    }
  });

  it('have a dash each', () => {
    expect(new Set(RUN_STYLES.map((style) => style.dash)).size).toBe(RUN_STYLES.length);
  });
});
