/** @file The patch itself. */

import { patchLength } from '../shape.ts';
import type { Target } from './target.ts';

export const pixels: Target = {
  columns: patchLength,
  pixelSide: ({ patch }) => patch,
  encode: (_, patches) => patches,
  decode: (predicted) => ({ shown: predicted, measured: predicted, shows: 'pixels' }),
};
