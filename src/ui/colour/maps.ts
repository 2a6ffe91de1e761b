/** @file Colour maps as look-up tables: a number between 0 and 1 to an RGBA pixel. */

import { BAKED } from './luts.ts';

export type ColourMap = keyof typeof BAKED;

const ENTRIES = 256;

/** [256] pixels as the 32 bits that an `ImageData` seen as Uint32Array holds (little-endian ABGR), opaque. */
export type Lut = Uint32Array<ArrayBuffer>;

const decoded = new Map<ColourMap, Lut>();

export function lutOf(map: ColourMap): Lut {
  const known = decoded.get(map);
  if (known !== undefined) return known;
  const bytes = Uint8Array.from(atob(BAKED[map]), (char) => char.codePointAt(0) ?? 0);
  const lut = Uint32Array.from({ length: ENTRIES }, (_, i) => {
    const [r = 0, g = 0, b = 0] = bytes.subarray(3 * i, 3 * i + 3);
    return (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;
  });
  decoded.set(map, lut);
  return lut;
}

/** Index into a {@link Lut} of a value between `low` and `high`; clamped, and 0 for what is not a number. */
export function lutIndex(value: number, low: number, high: number): number {
  const scaled = ((value - low) / (high - low)) * (ENTRIES - 1);
  return scaled > 0 ? Math.min(ENTRIES - 1, Math.round(scaled)) : 0;
}

/** One colour of a map for style sheets, `t` in 0..1. */
export function cssColour(map: ColourMap, t: number): string {
  const pixel = lutOf(map)[lutIndex(t, 0, 1)] ?? 0;
  return `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`;
}

/** A style-sheet gradient of the whole map, from its low end at the bottom to its high end at the top. */
export function cssGradient(map: ColourMap): string {
  const stops = Array.from({ length: 17 }, (_, i) => cssColour(map, i / 16));
  return `linear-gradient(to top, ${stops.join(', ')})`;
}
