/** @file The patch with fewer pixels: SimMIM's prediction resolution, from full down to one colour a patch. */

import { padded } from '../../lib/padded.ts';
import { number } from '../../lib/params.ts';
import { paddedPatchLength } from '../patchify.ts';
import { defineTarget, numberOf } from './target.ts';

/** Shared with other targets of fewer pixels. */
export const factor = (initial: number) =>
  number({
    label: 'Pixels made one',
    help: 'The target is the image made smaller by this factor on both sides; the patch’s own side leaves one colour a patch. SimMIM found all but the coarsest resolution to work.',
    unit: 'px',
    min: 1,
    max: 64,
    step: 1,
    whole: true,
    default: initial,
    effect: 'cold',
  });

export const pooledPixels = defineTarget({
  label: 'Pixels, down-sampled',
  summary: 'The mean colour of every square of so many pixels: coarse targets leave detail out.',
  formula: 'y = mean of each f × f square of x, channel by channel',
  source: 'SimMIM §4.1.3 "Prediction resolution" (192² … 6² for 192² images)',
  params: { factor: factor(2) },
  compares: 'values',
  columns: (patch, settings) => 3 * (patch / numberOf(settings, 'factor')) ** 2,
  pixelSide: (patch, settings) => patch / numberOf(settings, 'factor'),
  decode(predicted, { patch, settings }) {
    const measured = enlarge(predicted, patch, numberOf(settings, 'factor'));
    const shows = numberOf(settings, 'factor') === 1 ? 'pixels' : 'low-resolution';
    return { shown: measured, measured, shows };
  },
});

/** Every pixel of [N, padded(3 (p / f)²)] as f × f pixels of [N, P]. */
export function enlarge(small: ArrayLike<number>, patch: number, f: number): Float32Array<ArrayBuffer> {
  const side = patch / f;
  const from = padded(3 * side * side);
  const to = paddedPatchLength(patch);
  const large = new Float32Array((small.length / from) * to);
  for (let i = 0; i * from < small.length; i++) {
    for (let pixel = 0; pixel < patch * patch; pixel++) {
      const cell = Math.floor(pixel / patch / f) * side + Math.floor((pixel % patch) / f);
      for (let c = 0; c < 3; c++) large[i * to + pixel * 3 + c] = small[i * from + cell * 3 + c]!;
    }
  }
  return large;
}
