/** @file The loss on images kept apart from training: always the same images and masks, so that its curve compares. */

import { gridOf, type RunConfig } from '../config/run-config.ts';
import { pixelsOf, spread, type Dataset } from '../data/dataset.ts';
import { patchCount, type PatchMask } from '../mim/grid.ts';
import { keptByMask } from '../model/kept.ts';
import { patchStatistics } from '../model/patch-statistics.ts';
import { paddedLength, patchLength, tokensOf, type ModelShape } from '../model/shape.ts';
import type { HeldOutReport } from '../protocol/api.ts';
import { drawMasks, visibleOf } from './batches.ts';
import { patchesOfBytes } from './pixels.ts';
import type { Run } from './run.ts';

/** Images of one evaluation. */
const IMAGES = 32;

/** After which steps it is measured: often at first, then every hundredth. */
export const isHeldOutStep = (step: number): boolean =>
  step === 0 ||
  step === 5 ||
  (step < 100 ? step % 10 === 0 : step < 1000 ? step % 50 === 0 : step % 100 === 0);

export async function heldOutLoss(run: Run, dataset: Dataset): Promise<HeldOutReport> {
  const { model, config, step } = run;
  const { shape } = model;
  const images = spread(dataset.heldOut, IMAGES);
  const batch = images.length;
  const masks = drawMasks(model, config, batch, (b) => [config.seed, 'held-out-mask', b]);
  const perImage = tokensOf(shape) * paddedLength(shape);
  const patches = new Float32Array(batch * perImage);
  images.forEach((image, b) =>
    patches.set(patchesOfBytes(pixelsOf(dataset, image), shape, config.data), b * perImage),
  );
  const visible = model.seen(visibleOf(config));
  const session = await run.session({ batch, visible, from: 'patches', until: 'decode' });
  const inputs = { patches, ...model.inputs(masks.map(keptByMask), 'hidden') };
  for (const [name, data] of Object.entries(inputs)) session.write(name, data);
  const { loss } = await session.run(['loss']);
  return { step, loss: loss![0]!, visibleMeanLoss: visibleMeanLoss(patches, masks, shape, config) };
}

/**
 * The same loss for a prediction without a model: the image's mean visible colour in every hidden pixel. For a
 * normalised target the best constant is 0, the mean of each patch, which is what is counted there.
 */
function visibleMeanLoss(
  patches: Float32Array,
  masks: readonly PatchMask[],
  shape: ModelShape,
  config: RunConfig,
): number {
  const length = patchLength(shape);
  if (shape.objective.target.id === 'normalized-pixels') return patchMeanLoss(patches, masks, shape);
  const columns = paddedLength(shape);
  const tokens = patchCount(gridOf(config));
  let sum = 0;
  let count = 0;
  masks.forEach((mask, b) => {
    const mean = [0, 1, 2].map((c) => channelMean(patches, mask, b * tokens * columns + c, columns, length));
    mask.forEach((hidden, i) => {
      if (hidden === 0) return;
      const first = (b * tokens + i) * columns;
      for (let k = 0; k < length; k++) sum += (patches[first + k]! - mean[k % 3]!) ** 2;
      count += length;
    });
  });
  return count === 0 ? 0 : sum / count;
}

/** The squared normalised target itself: what predicting 0 costs. Flat patches cost nothing. */
function patchMeanLoss(patches: Float32Array, masks: readonly PatchMask[], shape: ModelShape): number {
  const length = patchLength(shape);
  const perImage = tokensOf(shape) * paddedLength(shape);
  const costs = masks.flatMap((mask, b) =>
    patchStatistics(patches.subarray(b * perImage, (b + 1) * perImage), shape)
      .filter((_, i) => mask[i] === 1)
      .map(({ deviation }) => ((length - 1) / length) * (1 - 1e-6 / deviation ** 2)),
  );
  return costs.length === 0 ? 0 : costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
}

function channelMean(
  patches: Float32Array,
  mask: PatchMask,
  first: number,
  columns: number,
  length: number,
): number {
  let sum = 0;
  let count = 0;
  mask.forEach((hidden, i) => {
    if (hidden === 1) return;
    for (let k = 0; k < length; k += 3) sum += patches[first + i * columns + k]!;
    count += length / 3;
  });
  return sum / count;
}
