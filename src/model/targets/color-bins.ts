/** @file Colours as classes in the graph. */

import { numberOf, type TargetSettings } from '../../mim/targets/target.ts';
import { colorBins as colorBinsOp } from '../../ops/color-bins/color-bins.ts';
import { pooled } from './pooled-pixels.ts';
import type { TargetGraph } from './target.ts';

const triple = (settings: TargetSettings, key: string): readonly number[] =>
  settings[key] as readonly number[];

export const colorBins: TargetGraph = {
  encode({ graph }, patches, image, settings) {
    const columns = 3 * (image.patch / numberOf(settings, 'factor')) ** 2;
    return graph.add(colorBinsOp, [pooled(graph, patches, image, settings)], {
      bins: numberOf(settings, 'bins'),
      columns,
      mean: triple(settings, 'mean'),
      deviation: triple(settings, 'deviation'),
    })[0]!;
  },
};
