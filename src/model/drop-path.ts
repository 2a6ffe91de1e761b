/** @file Drop path: which residual branches are left out how often. */

import type { Branches } from './block.ts';
import type { Build } from './build.ts';

/**
 * The rate of both branches of each of `blocks` blocks: from 0 in the first to `rate` in the last, in equal steps.
 * None where nothing is dropped. Source: microsoft/SimMIM@d3e29bc models/vision_transformer.py (stochastic depth
 * decay rule).
 */
export function dropRates(rate: number, blocks: number): readonly number[] {
  if (rate === 0 || blocks < 2) return [];
  return Array.from({ length: 2 * blocks }, (_, branch) => (rate * Math.floor(branch / 2)) / (blocks - 1));
}

/**
 * The branches of block `i`, for each of `blocks` blocks; undefined where they are added as they are. Adds the input
 * `keeps` [2 blocks, B] where drop path acts.
 */
export function branchesOf(
  { graph, batch, isRegularized }: Build,
  blocks: number,
  layerScale: boolean,
): (i: number) => { readonly branches?: Branches } {
  if (!isRegularized && !layerScale) return () => ({});
  const keeps = isRegularized ? graph.input('keeps', [2 * blocks, batch]) : null;
  return (i) => ({
    branches: { layerScale, keeps: keeps && { value: keeps, first: 2 * i }, batch },
  });
}
