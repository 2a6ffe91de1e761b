/** @file The basis of the component target: from patches of the training images, before the first step. */

import { pixelsOf, spread, type Dataset } from '../data/dataset.ts';
import { PCA_TENSORS, pcaOf } from '../mim/targets/pca.ts';
import { numberOf } from '../mim/targets/target.ts';
import { paddedLength } from '../model/shape.ts';
import { patchesOfBytes } from './pixels.ts';
import type { Run } from './run.ts';

/** Patches that are looked at: several for each number of a patch. */
const PATCHES = 4096;

/** Whether the run's target stands on a basis that no data have made yet. */
export const wantsBasis = (run: Run): boolean =>
  run.step === 0 && run.model.shape.objective.target.id === 'pca';

/** Whoever asks is alone on the executor. */
export async function makeBasis(run: Run, dataset: Dataset): Promise<void> {
  const { model, config } = run;
  const { shape, tokens } = model;
  const images = spread(dataset.train, Math.ceil(PATCHES / tokens));
  const perImage = tokens * paddedLength(shape);
  const patches = new Float32Array(images.length * perImage);
  images.forEach((image, i) =>
    patches.set(patchesOfBytes(pixelsOf(dataset, image), shape, config.data), i * perImage),
  );
  const components = numberOf(shape.objective.target, 'components');
  const { basis, shift, mean } = pcaOf(patches, shape.patch, components);
  await run.setTensors({
    [PCA_TENSORS.basis]: basis,
    [PCA_TENSORS.shift]: shift,
    [PCA_TENSORS.mean]: mean,
  });
}
