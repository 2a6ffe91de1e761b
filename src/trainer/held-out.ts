/** @file The loss on images kept apart from training: always the same images and masks, so that its curve compares. */

import { pixelsOf, spread, type Dataset } from '../data/dataset.ts';
import { invariant } from '../lib/assert.ts';
import type { PatchMask } from '../mim/grid.ts';
import { keptByMask } from '../model/kept.ts';
import { patchStatistics } from '../model/patch-statistics.ts';
import type { Model } from '../model/model.ts';
import { paddedLength, patchLength } from '../model/shape.ts';
import { errorOf } from '../ops/masked-loss/masked-loss.ts';
import type { HeldOutReport } from '../protocol/api.ts';
import { drawMasks, visibleOf } from './batches.ts';
import { contentFor } from './content.ts';
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
  const contents = Array.from(images, (image) => contentFor(config, dataset, image));
  const masks = drawMasks(model, config, contents, (b) => [config.seed, 'held-out-mask', b]);
  const perImage = model.tokens * paddedLength(shape);
  const patches = new Float32Array(batch * perImage);
  images.forEach((image, b) =>
    patches.set(patchesOfBytes(pixelsOf(dataset, image), shape, config.data), b * perImage),
  );
  const visible = model.seen(visibleOf(config));
  const session = await run.session({ batch, visible, from: 'patches', until: 'decode' });
  const inputs = { patches, ...model.inputs(masks.map(keptByMask), 'hidden') };
  for (const [name, data] of Object.entries(inputs)) session.write(name, data);
  const { loss } = await session.run(['loss']);
  const visibleMeanLoss = lossOfGuess(model, inputs, guessOf(model, patches, masks));
  return { step, loss: loss![0]!, visibleMeanLoss };
}

/**
 * A prediction without a model, in normalised pixels: the image's mean visible colour in every patch. For a normalised
 * target the best constant is 0, the mean of each patch; null stands for that.
 */
function guessOf(
  { shape, tokens }: Model,
  patches: Float32Array,
  masks: readonly PatchMask[],
): readonly (readonly number[])[] | null {
  if (shape.objective.target.id === 'normalized-pixels') return null;
  const columns = paddedLength(shape);
  const length = patchLength(shape);
  return masks.map((mask, b) =>
    [0, 1, 2].map((c) => channelMean(patches, mask, b * tokens * columns + c, columns, length)),
  );
}

/** The reconstruction loss of that guess: what a model must beat. */
function lossOfGuess(
  { shape, tokens }: Model,
  { patches, lossWeight }: { readonly patches: Float32Array; readonly lossWeight?: ArrayLike<number> },
  guess: readonly (readonly number[])[] | null,
): number {
  invariant(lossWeight !== undefined, 'a batch has loss weights');
  const columns = paddedLength(shape);
  const length = patchLength(shape);
  const { loss } = shape.objective;
  let sum = 0;
  for (let b = 0; b * tokens < lossWeight.length; b++) {
    const own = patches.subarray(b * tokens * columns, (b + 1) * tokens * columns);
    const statistics = guess === null ? patchStatistics(own, shape) : null;
    for (let i = 0; i < tokens; i++) {
      const weight = lossWeight[b * tokens + i]!;
      if (weight === 0) continue;
      const { mean: patchMean, deviation } = statistics?.[i] ?? { mean: 0, deviation: 1 };
      for (let k = 0; k < length; k++) {
        const mean = guess?.[b]?.[k % 3] ?? patchMean;
        sum += weight * errorOf(loss.id, 1, (own[i * columns + k]! - mean) / deviation)[0];
      }
    }
  }
  return sum;
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
