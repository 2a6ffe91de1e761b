/** @file How complex the training pictures are: what content-aware masks go by. */

import { gridOf, type RunConfig } from '../config/run-config.ts';
import type { Crop } from '../data/crops.ts';
import { pixelsOf, spread, type Dataset } from '../data/dataset.ts';
import { contentOf, momentsOf, type Content, type Moments } from '../mim/content.ts';
import { needsContent } from '../mim/masks/index.ts';

/** Pictures that stand for the set. */
const SAMPLE = 256;
const WHOLE = { rows: 1, cols: 1 } as const;

const known = new WeakMap<Dataset, Moments>();

/** Of the variances of the training pictures; looked at once per set. */
export function complexityOf(dataset: Dataset): Moments {
  const before = known.get(dataset);
  if (before !== undefined) return before;
  const { side } = dataset;
  const variances = Array.from(spread(dataset.train, SAMPLE), (image) => {
    const pixels = pixelsOf(dataset, image);
    return contentOf({ pixels, side, channels: 3 }, WHOLE).variance;
  });
  const moments = momentsOf(variances);
  known.set(dataset, moments);
  return moments;
}

/** Of one picture, or of a crop of it, on the run's grid; undefined where the strategy does not ask for it. */
export function contentFor(
  config: RunConfig,
  dataset: Dataset,
  image: number,
  crop?: Crop,
): Content | undefined {
  if (!needsContent(config.mask)) return undefined;
  const { side } = dataset;
  const [left, top, width, height, flip] = crop ?? [0, 0, side, side, false];
  const pixels = { pixels: pixelsOf(dataset, image), side, channels: 3 } as const;
  return contentOf(pixels, gridOf(config), complexityOf(dataset), { left, top, width, height, flip });
}
