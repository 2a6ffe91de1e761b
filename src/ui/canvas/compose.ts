/** @file New pictures from a picture and a model's answer, byte by byte. */

import { lutIndex, lutOf } from '../colour/maps.ts';
import { percentiles, type ColourScale } from '../colour/scale.ts';
import type { Cells } from './cells.ts';
import type { Pixels } from './pixels.ts';

/** Visible patches of `picture` with the hidden ones of `answer`: with nothing hidden, the picture's own bytes. */
export function composite(
  picture: Pixels,
  answer: Pixels,
  hidden: ArrayLike<number>,
  { rows, cols }: Cells,
): Pixels {
  const { side } = picture;
  if (answer.side !== side) return answer;
  const rgba = picture.rgba.slice();
  for (let y = 0; y < side; y++) {
    const first = Math.floor((y * rows) / side) * cols;
    for (let x = 0; x < side; x++) {
      if (hidden[first + Math.floor((x * cols) / side)] !== 1) continue;
      const at = 4 * (y * side + x);
      rgba.set(answer.rgba.subarray(at, at + 4), at);
    }
  }
  return { side, rgba };
}

/** Mean |difference| over the channels of each pixel, 0..1, [side, side]. */
export function differences(a: Pixels, b: Pixels): Float32Array<ArrayBuffer> {
  const result = new Float32Array(a.side * a.side);
  if (b.side !== a.side) return result;
  for (let i = 0; i < result.length; i++) {
    let sum = 0;
    for (let c = 4 * i; c < 4 * i + 3; c++) sum += Math.abs((a.rgba[c] ?? 0) - (b.rgba[c] ?? 0));
    result[i] = sum / 3 / 255;
  }
  return result;
}

/** From no difference to the 98th percentile, but at least to 5 %, so that a perfect answer is not drawn as noise. */
export function differenceScale(values: ArrayLike<number>): ColourScale {
  const [high = 0] = percentiles(values, [0.98]);
  return { map: 'viridis', low: 0, high: Math.max(0.05, high) };
}

/** A number per pixel as a picture. */
export function coloured(values: ArrayLike<number>, side: number, { map, low, high }: ColourScale): Pixels {
  const lut = lutOf(map);
  const pixels = Uint32Array.from(
    { length: side * side },
    (_, i) => lut[lutIndex(values[i] ?? 0, low, high)] ?? 0,
  );
  return { side, rgba: new Uint8Array(pixels.buffer) };
}
