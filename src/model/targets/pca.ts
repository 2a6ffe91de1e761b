/** @file Principal components in the graph: a linear layer that does not learn. Its weights are set from the data. */

import { padded } from '../../lib/padded.ts';
import { PCA_TENSORS, type PcaTensors } from '../../mim/targets/pca.ts';
import { numberOf } from '../../mim/targets/target.ts';
import { linear } from '../../ops/linear/linear.ts';
import { paddedLength } from '../shape.ts';
import type { TensorSpec } from '../tensor-spec.ts';
import type { TargetGraph } from './target.ts';

export const pca: TargetGraph = {
  specs(settings, image) {
    const components = numberOf(settings, 'components');
    const fixed = (part: keyof PcaTensors, shape: readonly number[]): TensorSpec => ({
      name: PCA_TENSORS[part],
      shape,
      torchShape: shape,
      layout: 'same',
      init: { kind: 'cosine-basis', patch: image.patch, components, part },
      decay: false,
      trainable: false,
    });
    const [rows, columns] = [padded(components), paddedLength(image)];
    return [fixed('basis', [rows, columns]), fixed('shift', [rows]), fixed('mean', [columns])];
  },
  encode: ({ graph, w }, patches) =>
    graph.add(linear, [patches, w(PCA_TENSORS.basis), w(PCA_TENSORS.shift), null], {
      activation: 'none',
    })[0]!,
};
