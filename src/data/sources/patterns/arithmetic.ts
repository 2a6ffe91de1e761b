/**
 * @file Curves and noise made of +, -, *, / and square roots alone. Those are exact in IEEE 754, so that every browser
 * draws the same bytes; `Math.sin` and `Math.pow` are not.
 */

/** The fractional part, also of negative numbers: 0..1. */
export const fraction = (t: number): number => t - Math.floor(t);

/** A sine-like wave of period 1 and range 0..1, made of two parabolas. */
export function wave(t: number): number {
  const x = fraction(t);
  return x < 0.5 ? 0.5 + 8 * x * (0.5 - x) : 0.5 - 8 * (x - 0.5) * (1 - x);
}

/** Distance from the nearest whole number, times 2: a triangle wave of period 1 and range 0..1. */
export function zigzag(t: number): number {
  const x = fraction(t);
  return x < 0.5 ? 2 * x : 2 - 2 * x;
}

/** 0 where `distance` is more than half a `pixel` positive, 1 where as far negative: an antialiased inside test. */
export function inside(distance: number, pixel: number): number {
  const t = 0.5 - distance / pixel;
  return t < 0 ? 0 : t > 1 ? 1 : t;
}

/** Whole numbers to 0..1 by integer hashing; the finaliser is MurmurHash3's. */
export function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2f) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

const LATTICE = 64;
const lattice = Float64Array.from({ length: LATTICE * LATTICE }, (_, i) =>
  hash(i % LATTICE, Math.floor(i / LATTICE), 1),
);

/** A cheap {@link hash} of small period: the same table as {@link noise}'s. */
export const speck = (x: number, y: number, seed: number): number =>
  lattice[((y + seed * 29) & 63) * LATTICE + ((x + seed * 17) & 63)]!;

/** Smooth noise, 0..1, with one bump per unit; repeats after 64 units. `seed` shifts it. */
export function noise(x: number, y: number, seed: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const u = x - left;
  const v = y - top;
  const fx = u * u * (3 - 2 * u);
  const fy = v * v * (3 - 2 * v);
  const column = left + seed * 17;
  const row = (top + seed * 29) & 63;
  const below = (row + 1) & 63;
  const a = lattice[row * LATTICE + (column & 63)]!;
  const b = lattice[row * LATTICE + ((column + 1) & 63)]!;
  const c = lattice[below * LATTICE + (column & 63)]!;
  const d = lattice[below * LATTICE + ((column + 1) & 63)]!;
  return a + (b - a) * fx + (c - a + (a - b - c + d) * fx) * fy;
}

/** Three octaves of {@link noise}, 0..1. */
export const clouds = (x: number, y: number, seed: number): number =>
  (4 * noise(x, y, seed) + 2 * noise(2 * x, 2 * y, seed + 1) + noise(4 * x, 4 * y, seed + 2)) / 7;
