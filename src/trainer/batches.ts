/** @file What one training step feeds the graph: which images, which crops, which masks. Pure functions of (seed, step). */

import { gridOf, type RunConfig } from '../config/run-config.ts';
import { batchIndices, cropOf } from '../data/crops.ts';
import type { Dataset } from '../data/dataset.ts';
import type { InputData } from '../executors/executor.ts';
import { rngOf } from '../lib/rng.ts';
import type { Content } from '../mim/content.ts';
import { equalizeCount, patchCount, type PatchMask } from '../mim/grid.ts';
import { expectedHidden, sampleMask } from '../mim/masks/index.ts';
import { keptByMask } from '../model/kept.ts';
import type { GraphOptions, Model } from '../model/model.ts';
import { CROP_SIZE } from '../ops/sample-patches/sample-patches.ts';
import { updateOptions } from './update-inputs.ts';
import { contentFor } from './content.ts';

export type Inputs = Readonly<Record<string, InputData>>;

/** V of a training batch: all of its images keep as many patches. */
export const visibleOf = (config: RunConfig): number =>
  Math.max(1, patchCount(gridOf(config)) - expectedHidden(gridOf(config), config.mask));

export const trainOptions = (model: Model, config: RunConfig, images: number): GraphOptions => ({
  batch: config.batch,
  visible: model.seen(visibleOf(config)),
  from: { images: imageSource(config, images, config.data.side) },
  until: 'update',
  ...updateOptions(config),
  regularize: model.dropRates.length > 0,
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
export function trainInputs(model: Model, config: RunConfig, dataset: Dataset, step: number): Inputs {
  const { seed, batch, data, loss } = config;
  const indices = batchIndices(seed, step, batch, dataset.train);
  const crops = new Float32Array(batch * CROP_SIZE);
  const contents = Array.from(indices, (image, b) => {
    const crop = cropOf(seed, step, b, data.augment, dataset.side);
    const [x0, y0, width, height, flip] = crop;
    crops.set([image, x0, y0, width, height, flip ? 1 : 0], b * CROP_SIZE);
    return contentFor(config, dataset, image, crop);
  });
  const kept = drawMasks(model, config, contents, (b) => [seed, 'mask', step, b]).map(keptByMask);
  return { crops, ...model.inputs(kept, loss.on), ...dropPathInputs(model, config, step) };
}

/** What drop path multiplies each branch of each sample by: 0, or 1 / (1 - rate). */
function dropPathInputs({ dropRates }: Model, { seed, batch }: RunConfig, step: number): Inputs {
  if (dropRates.length === 0) return {};
  const keeps = new Float32Array(dropRates.length * batch);
  dropRates.forEach((rate, branch) => {
    const rng = rngOf(seed, 'drop-path', step, branch);
    for (let b = 0; b < batch; b++) keeps[branch * batch + b] = rng.next() < rate ? 0 : 1 / (1 - rate);
  });
  return { keeps };
}

/**
 * Masks of one batch, one for each of its `contents`; topped up or trimmed at random to the common count where the
 * model wants one.
 */
export function drawMasks(
  { sharesCount }: Model,
  config: RunConfig,
  contents: readonly (Content | undefined)[],
  key: (sample: number) => readonly (string | number)[],
): PatchMask[] {
  const grid = gridOf(config);
  const hidden = patchCount(grid) - visibleOf(config);
  return contents.map((content, b) => {
    const rng = rngOf(...key(b));
    const mask = sampleMask(grid, config.mask, rng, content);
    return sharesCount ? equalizeCount(mask, hidden, rng) : mask;
  });
}
