/** @file For tests: PyTorch's pixels as patches. */

import { padded, tokensOf, type ImageShape } from '../shape.ts';
import type { Tensor } from './golden-case.ts';

/** Pixels [B, 3, S, S] → patches [B N, 3 p²], padded like ours unless `columns` says otherwise. */
export function patchify(
  { shape: [batch = 0, , side = 0], data }: Tensor,
  image: ImageShape,
  columns = padded(3 * image.patch ** 2),
): Float32Array<ArrayBuffer> {
  const { patch } = image;
  const across = side / patch;
  const patches = new Float32Array(batch * tokensOf(image) * columns);
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < 3; c++) {
      for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) {
          const token = (b * across + Math.floor(y / patch)) * across + Math.floor(x / patch);
          const at = ((y % patch) * patch + (x % patch)) * 3 + c;
          patches[token * columns + at] = data[((b * 3 + c) * side + y) * side + x]!;
        }
      }
    }
  }
  return patches;
}
