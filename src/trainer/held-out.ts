/** @file The loss on images kept apart from training: always the same images and masks, so that its curve compares. */

import { pixelsOf, spread, type Dataset } from '../data/dataset.ts';
import { invariant } from '../lib/assert.ts';
import { keptByMask } from '../model/kept.ts';
import { paddedLength } from '../model/shape.ts';
import type { HeldOutReport } from '../protocol/api.ts';
import { baselineLoss, type BaselineInputs } from './baseline.ts';
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
  const given = model.inputs(masks.map(keptByMask), 'hidden');
  for (const [name, data] of Object.entries({ patches, ...given })) session.write(name, data);
  const { loss } = await session.run(['loss']);
  const lossWeight = given['lossWeight'];
  invariant(lossWeight !== undefined, 'a batch has loss weights');
  const visibleMeanLoss = baselineOf(run, dataset, { patches, masks, lossWeight });
  return { step, loss: loss![0]!, visibleMeanLoss };
}

/** The same images and masks give the same baseline; it is made once for a run's objective. */
const baselines = new WeakMap<
  Run,
  { readonly key: string; readonly dataset: Dataset; readonly loss: number }
>();

function baselineOf(run: Run, dataset: Dataset, inputs: Omit<BaselineInputs, 'tensor'>): number {
  const { config, model } = run;
  const key = JSON.stringify([config.mask, config.seed, config.data, model.shape.objective]);
  const known = baselines.get(run);
  if (known?.key === key && known.dataset === dataset) return known.loss;
  const loss = baselineLoss(model, { ...inputs, tensor: (name) => run.tensor(name) });
  baselines.set(run, { key, dataset, loss });
  return loss;
}
