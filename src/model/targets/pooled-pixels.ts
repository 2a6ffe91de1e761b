/** @file Patches with fewer pixels in the graph. */

import type { GraphBuilder, Value } from '../../graph/graph.ts';
import { numberOf, type TargetSettings } from '../../mim/targets/target.ts';
import { poolPatches } from '../../ops/pool-patches/pool-patches.ts';
import type { ImageShape } from '../shape.ts';
import type { TargetGraph } from './target.ts';

export const pooledPixels: TargetGraph = {
  encode: ({ graph }, patches, image, settings) => pooled(graph, patches, image, settings),
};

/** [B N, P] → [B N, 3 (p / factor)², padded] */
export function pooled(
  graph: GraphBuilder,
  patches: Value,
  { patch }: ImageShape,
  settings: TargetSettings,
): Value {
  const factor = numberOf(settings, 'factor');
  return factor === 1 ? patches : graph.add(poolPatches, [patches], { patch, factor })[0]!;
}
