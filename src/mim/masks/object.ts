/** @file Object masking after SimMIM's figures: hides most of the object, or all of it, and nothing else. */

import { number, text } from '../../lib/params.ts';
import { shuffle } from '../../lib/rng.ts';
import { hiddenCount, patchCount, visibleMask, type Grid, type PatchMask } from '../grid.ts';
import { defineMask } from './mask.ts';
import { objectRegion } from './object-region.ts';

const SOURCE = 'SimMIM §4.4 "Visualization", figure 6';

/** Encoded as a painted mask. */
const bits = text({ label: 'The object', default: '', maxLength: 4096, effect: 'hot' });

export const objectMost = defineMask({
  label: 'Most of the object',
  summary: 'Hides most patches of the object you painted (before that: of the middle) and nothing else.',
  formula: 'M ⊂ O,  H = round(q |O|)',
  source: SOURCE,
  differs:
    'The figure’s masks are drawn by hand and not released; here the hidden part is drawn at random, and in training the same region counts as the object in every image.',
  params: {
    share: number({
      label: 'Share of the object',
      help: 'How much of the object is hidden.',
      min: 0.5,
      max: 0.95,
      step: 0.05,
      default: 0.8,
      percent: true,
      effect: 'hot',
    }),
    bits,
  },
  hiddenCount: (grid, { share, bits }) => mostOf(objectRegion(grid, bits), share),
  sample(grid, { share, bits }, rng) {
    const region = objectRegion(grid, bits);
    const inside = Array.from(region, (_, i) => i).filter((i) => region[i] === 1);
    const mask = visibleMask(grid);
    const order = shuffle(inside.length, rng);
    for (let k = 0; k < mostOf(region, share); k++) mask[inside[order[k]!]!] = 1;
    return mask;
  },
});

export const objectAll = defineMask({
  label: 'All of the object',
  summary:
    'Hides the whole object you painted (before that: the middle) and nothing else: a model can only fill in background.',
  formula: 'M = O,  H = |O|',
  source: SOURCE,
  differs:
    'The figure’s masks are drawn by hand and not released; in training the same region counts as the object in every image.',
  params: { bits },
  hiddenCount: (grid, { bits }) => hiddenCount(whole(grid, bits)),
  sample: (grid, { bits }) => whole(grid, bits),
  law: (grid, { bits }) => ({ kind: 'one-of', masks: [whole(grid, bits)] }),
});

const whole = (grid: Grid, bits: string): PatchMask =>
  patchCount(grid) === 1 ? visibleMask(grid) : objectRegion(grid, bits);

/** Of an object of one patch that patch, of a larger one never all. */
function mostOf(region: PatchMask, share: number): number {
  const size = hiddenCount(region);
  if (region.length === 1) return 0;
  return size === 1 ? 1 : Math.min(size - 1, Math.max(1, Math.round(share * size)));
}
