/** @file Histograms of oriented gradients in the graph; cells at the border of a patch look into its neighbours. */

import { numberOf } from '../../mim/targets/target.ts';
import { hog as hogOp } from '../../ops/hog/hog.ts';
import type { TargetGraph } from './target.ts';

export const hog: TargetGraph = {
  encode({ graph }, patches, { side, patch }, settings) {
    const across = Math.floor(side / patch);
    const attrs = { rows: across, cols: across, patch, cell: numberOf(settings, 'cell') };
    return graph.add(hogOp, [patches], attrs)[0]!;
  },
};
