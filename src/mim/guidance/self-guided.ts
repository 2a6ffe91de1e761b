/** @file Self-guided masking: cut the image in two by the model's own similarities, hide the object, leave hints. */

import { choice, number, toggle, type ValuesOf } from '../../lib/params.ts';
import type { Rng } from '../../lib/rng.ts';
import type { Grid, PatchMask } from '../grid.ts';
import type { FeatureMean } from '../relations/centre.ts';
import { cosineMatrix } from '../similarity.ts';
import { affinityOf } from './affinity.ts';
import { bipartition, type Bipartition } from './bipartition.ts';
import { byLot, highest, maskOf, rescaled } from './draw.ts';
import { hintShareAt, revealHints } from './hints.ts';
import { objectSide } from './object-side.ts';
import { relevanceOf } from './relevance.ts';

/**
 * Everything that the paper's public text leaves open. Defaults are ours unless the help says otherwise. They were chosen
 * by how well relevance tells the patches of the true object from the others on 43 pattern pictures with the shipped
 * model's last layer: AUC 0.79, where cutting the similarities as they are, at their mean, gives 0.41. Raw cosines are
 * nearly all above 0.8 there, and their cut follows the grid.
 */
export const SELF_GUIDED_PARAMS = {
  centre: choice({
    label: 'Take out',
    help: 'What features of all images share hides what tells patches apart, and similarities then follow the grid. Ours: the paper compares features as they are.',
    options: ['none', 'mean', 'place'],
    optionLabels: {
      none: 'nothing',
      mean: 'the mean feature',
      place: 'the mean feature of each place',
    },
    default: 'place',
    effect: 'hot',
    advanced: true,
  }),
  affinity: choice({
    label: 'Edges',
    help: 'Similarities as edge weights, or all of those above the threshold as 1, as in TokenCut. Ours: the paper cuts the similarities themselves.',
    options: ['clamped', 'binary'],
    optionLabels: { clamped: 'similarity above τ', binary: '1 above τ' },
    default: 'clamped',
    effect: 'hot',
    advanced: true,
  }),
  tau: number({
    label: 'Threshold τ',
    help: 'Similarities up to τ count as none. Edges may not be negative, so at least 0. Ours; TokenCut takes 0.2.',
    min: 0,
    max: 0.95,
    step: 0.05,
    default: 0.5,
    effect: 'hot',
    advanced: true,
  }),
  split: choice({
    label: 'Split at',
    help: 'Where the eigenvector is cut in two. Ours; TokenCut cuts at the mean.',
    options: ['mean', 'zero', 'best'],
    optionLabels: { mean: 'its mean', zero: 'zero', best: 'the smallest Ncut' },
    default: 'best',
    effect: 'hot',
    advanced: true,
  }),
  object: choice({
    label: 'Object',
    help: 'Which of the two groups is hidden. Ours; TokenCut takes the group with the largest entry of the eigenvector.',
    options: ['peak', 'smaller', 'inner'],
    optionLabels: {
      peak: 'the group with the largest entry',
      smaller: 'the smaller group',
      inner: 'the group further inside',
    },
    default: 'peak',
    effect: 'hot',
    advanced: true,
  }),
  draw: choice({
    label: 'Hide',
    help: 'The patches most like the object, or any in proportion to how much they are. Ours.',
    options: ['highest', 'lot'],
    optionLabels: { highest: 'the most similar', lot: 'by lot' },
    default: 'highest',
    effect: 'hot',
    advanced: true,
  }),
  hintsAtStart: number({
    label: 'Hints at first',
    help: 'The share of the hidden patches that stays visible when guidance begins. Ours: the paper’s value could not be read.',
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0.1,
    percent: true,
    effect: 'hot',
  }),
  hintsAtEnd: number({
    label: 'Hints at last',
    help: 'The share at the end of the run; a straight line in between. Ours.',
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0.05,
    percent: true,
    effect: 'hot',
  }),
  hintRule: choice({
    label: 'Hints',
    help: 'Any of the hidden patches, or rather those most like the object. The paper compares both.',
    options: ['random', 'similarity'],
    optionLabels: { random: 'any', similarity: 'by similarity' },
    default: 'random',
    effect: 'hot',
  }),
  refill: toggle({
    label: 'Hide others for hints',
    help: 'As many other patches are hidden, so that the mask ratio stays. Ours.',
    default: true,
    effect: 'hot',
    advanced: true,
  }),
} as const;

export type SelfGuidedValues = ValuesOf<typeof SELF_GUIDED_PARAMS>;

/** What one image's similarities say; computed now and then and kept, as masks of many steps are drawn from it. */
export interface Guidance {
  readonly cut: Bipartition;
  /** [n], 1 on the object. */
  readonly object: Uint8Array<ArrayBuffer>;
  /** Mean similarity to the object, [n]. */
  readonly relevance: Float32Array<ArrayBuffer>;
}

/** matrix: cosines of the patches of one image, [n, n], n ≥ 2. About 2 ms for n = 64, 40 ms for n = 256. */
export function guidanceOf(matrix: ArrayLike<number>, grid: Grid, values: SelfGuidedValues): Guidance {
  const n = grid.rows * grid.cols;
  const cut = bipartition(affinityOf(matrix, n, values.affinity, values.tau), n, values.split);
  const object = objectSide(cut, grid, values.object);
  return { cut, object, relevance: relevanceOf(matrix, n, object) };
}

/**
 * The same from features, [n, width], all patches in the grid's order: without the shared part that `mean` has gathered,
 * which must be of the kind `values.centre`.
 */
export const guidanceOfFeatures = (
  features: ArrayLike<number>,
  width: number,
  mean: FeatureMean,
  grid: Grid,
  values: SelfGuidedValues,
): Guidance => {
  const n = grid.rows * grid.cols;
  return guidanceOf(cosineMatrix(mean.without(features, n, width), n, width), grid, values);
};

export interface GuidedMask {
  readonly mask: PatchMask;
  /** Patches that would be hidden and were left visible. */
  readonly hints: Uint32Array<ArrayBuffer>;
}

/**
 * Hides the `hidden` patches of highest relevance, then reveals hints. relevance: [n], hidden < n; progress: 0..1 through
 * the guided part of the run. Source: Self-Guided MAE §4 as far as public (⌈γ n⌉ patches by relevance).
 */
export function selfGuidedMask(
  relevance: ArrayLike<number>,
  hidden: number,
  values: SelfGuidedValues,
  progress: number,
  rng: Rng,
): GuidedMask {
  const all = Array.from(relevance, (_, i) => i);
  const chosen =
    values.draw === 'highest'
      ? highest(relevance, all, hidden, rng)
      : byLot(rescaled(relevance, all), all, hidden, rng);
  const share = hintShareAt(progress, values.hintsAtStart, values.hintsAtEnd);
  return revealHints(maskOf(relevance.length, chosen), relevance, share, values.hintRule, values.refill, rng);
}
