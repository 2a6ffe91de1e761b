/** @file How a picture that is not square becomes one. */

import { unreachable } from '../lib/assert.ts';
import { resample, type Rgb } from './resample.ts';

export type Fit = 'crop' | 'pad' | 'squash';

/** Behind transparent pixels and beside padded pictures. */
const WHITE = 255;

/**
 * A picture as a square, sRGB bytes [side, side, 3]: its central square (`crop`), all of it between white bars
 * (`pad`), or all of it with its proportions lost (`squash`). At least one row and column of it always remains.
 */
export function fitSquare(source: Rgb, fit: Fit, side: number): Uint8Array<ArrayBuffer> {
  const { width, height } = source;
  switch (fit) {
    case 'squash':
      return resample(source, [0, 0, width, height], side, side);
    case 'crop': {
      const size = Math.min(width, height);
      return resample(source, [(width - size) / 2, (height - size) / 2, size, size], side, side);
    }
    case 'pad':
      return padded(source, side);
    default:
      return unreachable(fit);
  }
}

function padded(source: Rgb, side: number): Uint8Array<ArrayBuffer> {
  const { width, height } = source;
  const scale = side / Math.max(width, height);
  const inner = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const small = resample(source, [0, 0, width, height], inner.width, inner.height);
  const out = new Uint8Array(side * side * 3).fill(WHITE);
  const left = Math.floor((side - inner.width) / 2);
  const top = Math.floor((side - inner.height) / 2);
  for (let y = 0; y < inner.height; y++) {
    const row = small.subarray(y * inner.width * 3, (y + 1) * inner.width * 3);
    out.set(row, ((top + y) * side + left) * 3);
  }
  return out;
}
