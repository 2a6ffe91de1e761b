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
import type { GraphOptions, ImageSource, Model } from '../model/model.ts';
import { JITTER_SIZE } from '../ops/jitter-colors/jitter-colors.ts';
import { CROP_SIZE } from '../ops/sample-patches/sample-patches.ts';
import { updateOptions } from './update-inputs.ts';
import { contentFor } from './content.ts';

export type Inputs = Readonly<Record<string, InputData>>;

/** V of a training batch: all of its images keep as many patches. */
export const visibleOf = (config: RunConfig): number =>
  Math.max(1, patchCount(gridOf(config)) - expectedHidden(gridOf(config), config.mask));

/** Nothing reads the predictions of a training step but its loss. */
const skips = (model: Model, config: RunConfig): boolean =>
  config.loss.on === 'hidden' && model.canSkip(visibleOf(config));

export const trainOptions = (model: Model, config: RunConfig, images: number): GraphOptions => ({
  ...(skips(model, config) && { rows: 'hidden' }),
  batch: config.batch,
  visible: model.seen(visibleOf(config)),
  from: { images: imageSource(config, images, config.data.side) },
  until: 'update',
  ...updateOptions(config),
  regularize: model.dropRates.length > 0,
});

export const imageSource = ({ data }: RunConfig, count: number, side: number): ImageSource => ({
  count,
  side,
  mean: data.mean,
  deviation: data.deviation,
  jitter: data.augment.colour,
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
  const drawn = { ...jitterInputs(config, step), ...dropPathInputs(model, config, step) };
  const inputs = skips(model, config) ? model.hiddenInputs(kept) : model.inputs(kept, loss.on);
  return { crops, ...inputs, ...drawn };
}

/** Factors of brightness, contrast and saturation between 0.6 and 1.4, as torchvision's ColorJitter(0.4, 0.4, 0.4). */
function jitterInputs({ seed, batch, data }: RunConfig, step: number): Inputs {
  if (!data.augment.colour) return {};
  const jitter = new Float32Array(batch * JITTER_SIZE);
  for (let b = 0; b < batch; b++) {
    const rng = rngOf(seed, 'colour', step, b);
    for (let k = 0; k < 3; k++) jitter[b * JITTER_SIZE + k] = 0.6 + 0.8 * rng.next();
  }
  return { jitter };
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
