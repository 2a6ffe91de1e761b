/** @file MAE's normalised target in the graph. */

import { NORM_PIX_EPSILON } from '../../mim/norm-pix.ts';
import { standardizeRows } from '../../ops/standardize-rows/standardize-rows.ts';
import { patchLength } from '../shape.ts';
import type { TargetGraph } from './target.ts';

export const normalizedPixels: TargetGraph = {
  encode: ({ graph }, patches, image) =>
    graph.add(standardizeRows, [patches], { columns: patchLength(image), epsilon: NORM_PIX_EPSILON })[0]!,
};
