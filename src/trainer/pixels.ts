/** @file Between stored bytes, normalised patches and bytes for display. */

import type { DataConfig } from '../config/run-config.ts';
import { paddedLength, tokensOf, type ImageShape } from '../model/shape.ts';

type Normalization = Pick<DataConfig, 'mean' | 'deviation'>;

/** Visits each (pixel, channel) of an image and its place in the patch matrix [N, P]; pixels are HWC. */
function eachPixel(shape: ImageShape, visit: (pixel: number, place: number, channel: number) => void): void {
  const { side, patch } = shape;
  const across = side / patch;
  const columns = paddedLength(shape);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const token = Math.floor(y / patch) * across + Math.floor(x / patch);
      const at = token * columns + ((y % patch) * patch + (x % patch)) * 3;
      for (let c = 0; c < 3; c++) visit((y * side + x) * 3 + c, at + c, c);
    }
  }
}

/** sRGB bytes [S, S, 3] → normalised patches [N, P], padding 0. */
export function patchesOfBytes(
  bytes: Uint8Array,
  shape: ImageShape,
  n: Normalization,
): Float32Array<ArrayBuffer> {
  const patches = new Float32Array(tokensOf(shape) * paddedLength(shape));
  eachPixel(shape, (pixel, place, c) => {
    patches[place] = (bytes[pixel]! / 255 - n.mean[c]!) / n.deviation[c]!;
  });
  return patches;
}

/** Normalised pixels [S, S, 3] → patches [N, P], written at `first` of `patches`. */
export function patchesOfNormalized(
  pixels: Float32Array,
  shape: ImageShape,
  patches: Float32Array,
  first: number,
): void {
  eachPixel(shape, (pixel, place) => {
    patches[first + place] = pixels[pixel]!;
  });
}

/** Patches [N, P] in normalised units → RGB in 0..1 (not clamped), [S, S, 3]. */
export function rgbOfPatches(
  patches: ArrayLike<number>,
  shape: ImageShape,
  n: Normalization,
): Float32Array<ArrayBuffer> {
  const rgb = new Float32Array(shape.side * shape.side * 3);
  eachPixel(shape, (pixel, place, c) => {
    rgb[pixel] = patches[place]! * n.deviation[c]! + n.mean[c]!;
  });
  return rgb;
}

/** RGB in 0..1 → sRGB bytes [S, S, 4], clamped. */
export function rgbaOf(rgb: Float32Array): Uint8Array<ArrayBuffer> {
  const pixels = rgb.length / 3;
  const rgba = new Uint8Array(pixels * 4);
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < 3; c++) rgba[i * 4 + c] = Math.round(Math.min(1, Math.max(0, rgb[i * 3 + c]!)) * 255);
    rgba[i * 4 + 3] = 255;
  }
  return rgba;
}
