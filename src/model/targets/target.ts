/** @file What a target is to a graph: the nodes that make its numbers of a patch, and tensors that it keeps. */

import type { Value } from '../../graph/graph.ts';
import type { TargetSettings } from '../../mim/targets/target.ts';
import type { Build } from '../build.ts';
import type { ImageShape } from '../shape.ts';
import type { TensorSpec } from '../tensor-spec.ts';

export interface TargetGraph {
  /** Fixed tensors of its own, which stay with the weights. */
  specs?(settings: TargetSettings, image: ImageShape): readonly TensorSpec[];
  /** [B N, P] → [B N, numbers that are compared, padded]; the patches themselves where the target is what they are. */
  encode(
    build: Pick<Build, 'graph' | 'w'>,
    patches: Value,
    image: ImageShape,
    settings: TargetSettings,
  ): Value;
}
