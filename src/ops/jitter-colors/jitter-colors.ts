/**
 * @file Colour jitter: the brightness, contrast and saturation of each image of a batch, by factors that the host draws.
 *
 *   brightness  x ← clamp(f x)
 *   contrast    x ← clamp(f x + (1 - f) m),  m = the image's mean grey
 *   saturation  x ← clamp(f x + (1 - f) grey(x)),  grey = 0.2989 R + 0.587 G + 0.114 B
 *
 * On RGB in 0..1, between undoing and repeating the normalisation. Source: torchvision's ColorJitter
 * (transforms/_functional_tensor.py). Differs: always in this order, and no hue.
 */

import { assertShape, invariant } from '../../lib/assert.ts';
import type { Attrs } from '../../graph/graph.ts';
import { defineOp } from '../../graph/op.ts';

export interface JitterAttrs {
  readonly batch: number;
  /** 3 p²: the rest of a row is padding. */
  readonly columns: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}
export const jitterAttrs = (attrs: Attrs): JitterAttrs => attrs as unknown as JitterAttrs;

/** Floats per image: factors of brightness, contrast, saturation, and 0. */
export const JITTER_SIZE = 4;
export const GREY = [0.2989, 0.587, 0.114] as const;

/** inputs: patches [B N, P], normalised; factors [B, 4].  attrs: see above.  outputs: patches [B N, P] */
export const jitterColors = defineOp({
  name: 'jitter-colors',
  outputs([patches, factors], attrs) {
    const { batch, columns } = jitterAttrs(attrs);
    assertShape(factors!, [batch, JITTER_SIZE], 'factors');
    const [rows = 0, p = 0] = patches!;
    invariant(rows % batch === 0 && columns % 3 === 0 && columns <= p, 'patches that do not fit');
    return [patches!];
  },
  reference({ inputs: [patches, factors], outputs: [out], outputShapes, attrs }) {
    const { batch, columns, mean, deviation } = jitterAttrs(attrs);
    const [rows = 0, p = 0] = outputShapes[0]!;
    const perImage = rows / batch;
    out!.fill(0);
    for (let b = 0; b < batch; b++) {
      const [bright = 1, contrast = 1, saturation = 1] = factors!.subarray(b * JITTER_SIZE);
      const rgbAt = (at: number): number[] =>
        [0, 1, 2].map((c) => clamp(bright * (patches![at + c]! * deviation[c]! + mean[c]!)));
      const pixels = (visit: (at: number) => void): void => {
        for (let r = b * perImage; r < (b + 1) * perImage; r++) {
          for (let k = 0; k < columns; k += 3) visit(r * p + k);
        }
      };
      let sum = 0;
      pixels((at) => (sum += greyOf(rgbAt(at))));
      const middle = sum / ((perImage * columns) / 3);
      pixels((at) => {
        const rgb = rgbAt(at).map((x) => clamp(contrast * x + (1 - contrast) * middle));
        const grey = greyOf(rgb);
        rgb.forEach((x, c) => {
          const value = clamp(saturation * x + (1 - saturation) * grey);
          out![at + c] = (value - mean[c]!) / deviation[c]!;
        });
      });
    }
  },
});

const clamp = (x: number): number => Math.min(Math.max(x, 0), 1);
const greyOf = (rgb: readonly number[]): number => rgb.reduce((sum, x, c) => sum + x * GREY[c]!, 0);
