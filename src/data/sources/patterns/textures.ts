/** @file The twelve textures: a brightness between two colours at every point. */

import { clouds, fraction, hash, inside, noise, speck, wave, zigzag } from './arithmetic.ts';

/**
 * 0..1 at a point. Coordinates are scaled so that a texture's motif is about one unit; `pixel` is the size of a pixel
 * in those units, for antialiasing; `seed` is a whole number.
 */
type Texture = (u: number, v: number, pixel: number, seed: number) => number;

/** Distance to the edge of a band that fills half of every unit. */
const band = (t: number): number => (zigzag(t) - 0.5) / 2;

const stripes: Texture = (u, _, pixel) => inside(band(u * 1.2), pixel * 1.2);

const checks: Texture = (u, v, pixel) => {
  const a = inside(band(u * 0.7), pixel * 0.7);
  const b = inside(band(v * 0.7), pixel * 0.7);
  return a + b - 2 * a * b;
};

const dots: Texture = (u, v, pixel) => {
  const x = fraction(u) - 0.5;
  const y = fraction(v) - 0.5;
  return inside(Math.sqrt(x * x + y * y) - 0.32, pixel);
};

const bricks: Texture = (u, v, pixel, seed) => {
  const row = Math.floor(v * 1.4);
  const x = u * 0.7 + (row & 1) * 0.5;
  const gapAcross = (0.5 - Math.abs(fraction(x) - 0.5)) / 0.7;
  const gapDown = (0.5 - Math.abs(fraction(v * 1.4) - 0.5)) / 1.4;
  const stone = 0.7 + 0.3 * hash(Math.floor(x), row, seed);
  return stone * inside(0.07 - Math.min(gapAcross, gapDown), pixel);
};

const waves: Texture = (u, v) => wave(u + 0.35 * wave(v * 0.5));

const cobbles: Texture = (u, v, _, seed) => {
  const column = Math.floor(u);
  const row = Math.floor(v);
  let nearest = 9;
  let second = 9;
  for (let y = row - 1; y <= row + 1; y++) {
    for (let x = column - 1; x <= column + 1; x++) {
      const dx = x + speck(x, y, seed) - u;
      const dy = y + speck(x, y, seed + 1) - v;
      const distance = dx * dx + dy * dy;
      if (distance < nearest) {
        second = nearest;
        nearest = distance;
      } else if (distance < second) second = distance;
    }
  }
  return Math.min(1, 2.5 * (Math.sqrt(second) - Math.sqrt(nearest)));
};

const cloudy: Texture = (u, v, _, seed) =>
  Math.min(1, Math.max(0, 2.2 * clouds(u * 0.8, v * 0.8, seed) - 0.6));

const marble: Texture = (u, v, _, seed) => wave(u * 0.4 + 1.6 * clouds(u * 0.5, v * 0.5, seed));

const wood: Texture = (u, v, _, seed) => wave(1.3 * u + 1.8 * noise(u * 0.45, v * 0.12, seed));

const chevrons: Texture = (u, v, pixel) => inside(band(v + 0.6 * zigzag(u * 0.6)), pixel * 1.3);

const rings: Texture = (u, v) => {
  const x = fraction(u * 0.35) - 0.5;
  const y = fraction(v * 0.35) - 0.5;
  return wave(4.2 * Math.sqrt(x * x + y * y));
};

const grain: Texture = (u, v, _, seed) => hash(Math.floor(u * 5), Math.floor(v * 5), seed);

/** In the order of their ids: the labels and the truth maps count in it. */
export const TEXTURES: readonly { readonly label: string; readonly at: Texture }[] = [
  { label: 'Stripes', at: stripes },
  { label: 'Checks', at: checks },
  { label: 'Dots', at: dots },
  { label: 'Bricks', at: bricks },
  { label: 'Waves', at: waves },
  { label: 'Cobbles', at: cobbles },
  { label: 'Clouds', at: cloudy },
  { label: 'Marble', at: marble },
  { label: 'Wood', at: wood },
  { label: 'Chevrons', at: chevrons },
  { label: 'Rings', at: rings },
  { label: 'Grain', at: grain },
];
