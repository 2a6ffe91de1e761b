/** @file What one training step feeds the graph: which images, which crops, which masks. Pure functions of (seed, step). */

import { gridOf, type RunConfig } from '../config/run-config.ts';
import { batchIndices, cropOf } from '../data/crops.ts';
import type { Dataset } from '../data/dataset.ts';
import type { InputData } from '../executors/executor.ts';
import { rngOf } from '../lib/rng.ts';
import { equalizeCount, patchCount, type PatchMask } from '../mim/grid.ts';
import { expectedHidden, sampleMask } from '../mim/masks/index.ts';
import { keptByMask, lossWeights, maeIndices, type Kept } from '../model/mae-indices.ts';
import type { MaeGraphOptions } from '../model/mae.ts';
import { CROP_SIZE } from '../ops/sample-patches/sample-patches.ts';

export type Inputs = Readonly<Record<string, InputData>>;

/** V of a training batch: all of its images keep as many patches. */
export const visibleOf = (config: RunConfig): number =>
  Math.max(1, patchCount(gridOf(config)) - expectedHidden(gridOf(config), config.mask));

export const trainOptions = (config: RunConfig, images: number): MaeGraphOptions => ({
  batch: config.batch,
  visible: visibleOf(config),
  from: { images: imageSource(config, images, config.data.side) },
  until: 'update',
  clip: config.optimizer.clip > 0,
});

export const imageSource = (
  { data }: RunConfig,
  count: number,
  side: number,
): { count: number; side: number; mean: readonly number[]; deviation: readonly number[] } => ({
  count,
  side,
  mean: data.mean,
  deviation: data.deviation,
});

/** Inputs of step `step` (from 0), without the optimiser's. */
export function trainInputs(config: RunConfig, dataset: Dataset, step: number): Inputs {
  const { seed, batch, data, loss } = config;
  const indices = batchIndices(seed, step, batch, dataset.train);
  const crops = new Float32Array(batch * CROP_SIZE);
  indices.forEach((image, b) => {
    const [x0, y0, width, height, flip] = cropOf(seed, step, b, data.augment, dataset.side);
    crops.set([image, x0, y0, width, height, flip ? 1 : 0], b * CROP_SIZE);
  });
  const kept = drawMasks(config, batch, (b) => [seed, 'mask', step, b]).map(keptByMask);
  return { crops, ...indexInputs(config, kept, loss.on) };
}

/** Masks of one batch, topped up or trimmed at random to the common count. */
export function drawMasks(
  config: RunConfig,
  batch: number,
  key: (sample: number) => readonly (string | number)[],
): PatchMask[] {
  const grid = gridOf(config);
  const hidden = patchCount(grid) - visibleOf(config);
  return Array.from({ length: batch }, (_, b) => {
    const rng = rngOf(...key(b));
    return equalizeCount(sampleMask(grid, config.mask, rng), hidden, rng);
  });
}

/** Row indices and loss weights of a batch. */
export function indexInputs(config: RunConfig, kept: readonly Kept[], on: 'hidden' | 'all'): Inputs {
  const tokens = patchCount(gridOf(config));
  return {
    ...maeIndices(kept, tokens),
    lossWeight: lossWeights(kept, tokens, 3 * config.model.patch ** 2, on),
  };
}
