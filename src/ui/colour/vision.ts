/** @file Colours as eyes see them: lightness, distance, contrast, and the three kinds of colour blindness. */

export type Rgb = readonly [number, number, number];
export type Blindness = 'protan' | 'deutan' | 'tritan';

type Matrix = readonly [Rgb, Rgb, Rgb];

/** Full-strength matrices on linear RGB. Source: Machado, Oliveira & Fernandes 2009, table for severity 1.0. */
const BLINDNESS: Record<Blindness, Matrix> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Linear sRGB to CIE XYZ with white D65. Source: IEC 61966-2-1. */
const TO_XYZ: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const WHITE: Rgb = [0.95047, 1, 1.08883];

export const fromHex = (hex: string): Rgb => [byteAt(hex, 1), byteAt(hex, 3), byteAt(hex, 5)];
const byteAt = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);

const linear = (byte: number): number => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const encoded = (value: number): number => {
  const clamped = Math.min(1, Math.max(0, value));
  return 255 * (clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * clamped ** (1 / 2.4) - 0.055);
};
const dot = (a: Rgb, b: Rgb): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = (m: Matrix, v: Rgb): Rgb => [dot(m[0], v), dot(m[1], v), dot(m[2], v)];
const linearOf = (rgb: Rgb): Rgb => [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])];

export function simulate(rgb: Rgb, kind: Blindness): Rgb {
  const [r, g, b] = times(BLINDNESS[kind], linearOf(rgb));
  return [encoded(r), encoded(g), encoded(b)];
}

/** CIELAB of sRGB bytes. */
export function labOf(rgb: Rgb): Rgb {
  const xyz = times(TO_XYZ, linearOf(rgb));
  const [x, y, z] = [curve(xyz[0] / WHITE[0]), curve(xyz[1] / WHITE[1]), curve(xyz[2] / WHITE[2])];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
const curve = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);

/** CIE 1976 colour difference ΔE*ab. */
export function distance(a: Rgb, b: Rgb): number {
  const [one, two] = [labOf(a), labOf(b)];
  return Math.hypot(one[0] - two[0], one[1] - two[1], one[2] - two[2]);
}

/** WCAG 2 contrast ratio, 1..21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [one, two] = [dot(TO_XYZ[1], linearOf(a)), dot(TO_XYZ[1], linearOf(b))];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}
