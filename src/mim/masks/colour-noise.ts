/** @file Colour-noise masking: the high values of filtered noise stay visible, so that gaps have a chosen size. */

import { choice, number } from '../../lib/params.ts';
import type { Rng } from '../../lib/rng.ts';
import { patchCount, type Grid } from '../grid.ts';
import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';
import { hiddenByRatio, hideHighest } from './uniform.ts';

/** The wider Gaussian of a band, in widths of the narrower one. */
const WIDER = 2;
/** Where a Gaussian is cut off, in its deviations. */
const REACH = 3;

export const colourNoise = defineMask({
  label: 'Colour noise',
  summary: 'Hides where filtered noise is low: gaps and islands of about one size, with an exact count.',
  formula: 'n ∈ {Gσ∗w − G₂σ∗w,  Gσ∗w,  w − Gσ∗w,  w − Gσ∗w + G₂σ∗w},  Mᵢ = 1 ⟺ nᵢ ≤ n₍H₎',
  source:
    'ColorMAE (Hinojosa et al. 2024) §3; carlosh93/ColorMAE@8d173eb models/utils/masking_generator.py color_noise_mask',
  differs:
    'Noise is made for each mask on the patch grid, with widths that are ours; ColorMAE crops large patterns that were made beforehand.',
  params: {
    ratio: ratioParam(0.75),
    colour: choice({
      label: 'Colour of the noise',
      help: 'Which frequencies are left: red keeps the low ones, blue the high ones, green a band between, purple all but that band.',
      options: ['green', 'red', 'blue', 'purple'],
      optionLabels: { green: 'green', red: 'red', blue: 'blue', purple: 'purple' },
      default: 'green',
      effect: 'hot',
    }),
    width: number({
      label: 'Filter width',
      help: 'The deviation σ of the Gaussian. Wider filters make larger gaps.',
      unit: 'patches',
      min: 0.5,
      max: 4,
      step: 0.1,
      default: 0.8,
      effect: 'hot',
    }),
  },
  hiddenCount: (grid, { ratio }) => hiddenByRatio(grid, ratio),
  sample(grid, { ratio, colour, width }, rng) {
    const noise = coloured(grid, colour, width, rng);
    return hideHighest(
      grid,
      noise.map((value) => -value),
      hiddenByRatio(grid, ratio),
    );
  },
});

const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - b[i]!);

/** White noise with a margin, so that the edges of the grid are like its middle, then filtered; [N]. */
function coloured(grid: Grid, colour: string, width: number, rng: Rng): Float64Array {
  const margin = Math.ceil(REACH * width * (colour === 'red' || colour === 'blue' ? 1 : WIDER));
  const white = { rows: grid.rows + 2 * margin, cols: grid.cols + 2 * margin };
  const values = Float64Array.from({ length: patchCount(white) }, () => rng.normal());
  const blurred = (deviation: number): Float64Array => blur(values, white, grid, margin, deviation);
  const plain = (): Float64Array => blur(values, white, grid, margin, 0);
  switch (colour) {
    case 'red':
      return blurred(width);
    case 'blue':
      return minus(plain(), blurred(width));
    case 'purple':
      return minus(plain(), minus(blurred(width), blurred(WIDER * width)));
    default:
      return minus(blurred(width), blurred(WIDER * width));
  }
}

/** A Gaussian blur of the larger field's middle, along columns and then rows; deviation 0 only cuts the margin off. */
function blur(values: Float64Array, from: Grid, grid: Grid, margin: number, deviation: number): Float64Array {
  const reach = Math.min(margin, Math.ceil(REACH * deviation));
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    deviation === 0 ? 1 : Math.exp(-((k - reach) ** 2) / (2 * deviation ** 2)),
  );
  const sum = kernel.reduce((all, one) => all + one, 0);
  const across = new Float64Array(from.rows * grid.cols);
  for (let row = 0; row < from.rows; row++) {
    for (let col = 0; col < grid.cols; col++) {
      const at = row * from.cols + col + margin - reach;
      for (let k = 0; k < kernel.length; k++) across[row * grid.cols + col]! += kernel[k]! * values[at + k]!;
    }
  }
  return Float64Array.from({ length: patchCount(grid) }, (_, i) => {
    const row = Math.floor(i / grid.cols) + margin - reach;
    let total = 0;
    for (let k = 0; k < kernel.length; k++)
      total += kernel[k]! * across[(row + k) * grid.cols + (i % grid.cols)]!;
    return total / sum ** 2;
  });
}
