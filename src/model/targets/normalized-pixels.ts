/** @file MAE's normalised target: each patch in units of its own deviation. */

import { standardizeRows } from '../../ops/standardize-rows/standardize-rows.ts';
import { patchStatistics } from '../patch-statistics.ts';
import { paddedLength, patchLength, type ImageShape } from '../shape.ts';
import type { Target } from './target.ts';

export const normalizedPixels: Target = {
  columns: patchLength,
  pixelSide: ({ patch }) => patch,
  encode: (graph, patches, image) =>
    graph.add(standardizeRows, [patches], { columns: patchLength(image), epsilon: 1e-6 })[0]!,
  decode(predicted, truth, image, _, trueStatistics) {
    const measured = predicted.slice();
    unstandardize(measured, truth, image);
    return trueStatistics
      ? { shown: measured, measured, shows: 'true-statistics' }
      : { shown: predicted, measured, shows: 'normalized' };
  },
};

/** Undoes the normalised target with the true statistics of each patch, in place: this leaks the answer. */
function unstandardize(patches: Float32Array, truth: Float32Array, image: ImageShape): void {
  const columns = paddedLength(image);
  patchStatistics(truth, image).forEach(({ mean, deviation }, i) => {
    for (let at = i * columns; at < (i + 1) * columns; at++) patches[at] = patches[at]! * deviation + mean;
  });
}
