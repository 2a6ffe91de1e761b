/** @file Every masking strategy. Adding one: write its file, add its line here. Nothing else changes. */

import { defaultsOf, type ValuesOf } from '../../lib/params.ts';
import type { Rng } from '../../lib/rng.ts';
import type { Content } from '../content.ts';
import type { Grid, PatchMask } from '../grid.ts';
import { block } from './block.ts';
import { cells } from './cells.ts';
import { checkerboard } from './checkerboard.ts';
import { colourNoise } from './colour-noise.ts';
import { contentArticle } from './content-article.ts';
import { contentBudget } from './content-budget.ts';
import { contentRatio } from './content-ratio.ts';
import { grid } from './grid.ts';
import { inverseBlock } from './inverse-block.ts';
import type { MaskLaw, MaskStrategy } from './mask.ts';
import { objectAll, objectMost } from './object.ts';
import { painted } from './painted.ts';
import { random } from './random.ts';
import { square } from './square.ts';

export const MASKS = {
  random,
  cells,
  block,
  'inverse-block': inverseBlock,
  square,
  grid,
  checkerboard,
  'colour-noise': colourNoise,
  'content-article': contentArticle,
  'content-ratio': contentRatio,
  'content-budget': contentBudget,
  'object-most': objectMost,
  'object-all': objectAll,
  painted,
} as const;

export type MaskId = keyof typeof MASKS;

/** A chosen strategy with its values, as it stands in a config: `{ id: 'random', ratio: 0.75 }`. */
export type MaskChoice = {
  [I in MaskId]: { readonly id: I } & ValuesOf<(typeof MASKS)[I]['params']>;
}[MaskId];

/** `content`: of the picture that is to be masked, for the strategies that {@link needsContent}. */
export function sampleMask(grid: Grid, choice: MaskChoice, rng: Rng, content?: Content): PatchMask {
  const strategy: MaskStrategy = MASKS[choice.id];
  return strategy.sample(grid, choice, rng, content);
}

/** Hidden patches of this picture; without one, of every image of a training batch. See {@link MaskStrategy.hiddenCount}. */
export function expectedHidden(grid: Grid, choice: MaskChoice, content?: Content): number {
  const strategy: MaskStrategy = MASKS[choice.id];
  return strategy.hiddenCount(grid, choice, content);
}

export function lawOf(grid: Grid, choice: MaskChoice, content?: Content): MaskLaw | undefined {
  const strategy: MaskStrategy = MASKS[choice.id];
  return strategy.law?.(grid, choice, content);
}

/** Whether the mask depends on the picture. */
export function needsContent(choice: Pick<MaskChoice, 'id'>): boolean {
  const strategy: MaskStrategy = MASKS[choice.id];
  return strategy.needs === 'content';
}

export function defaultMask<I extends MaskId>(id: I): Extract<MaskChoice, { id: I }> {
  return { id, ...defaultsOf(MASKS[id].params) } as unknown as Extract<MaskChoice, { id: I }>;
}
