/** @file The shape of the model that a config describes. */

import { invariant } from '../lib/assert.ts';
import { inverseSwinStages } from '../mim/models/inverse-swin.ts';
import { stagesOf } from '../mim/models/simmim-swin.ts';
import { targetOf } from '../mim/targets/index.ts';
import { TERM_IDS } from '../mim/terms/index.ts';
import type { HeadShape, ModelShape, ObjectiveShape, TransformerShape } from '../model/shape.ts';
import type { HeadChoice, ModelChoice, RunConfig } from './run-config.ts';

interface Sizes {
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  readonly mlpRatio: number;
}

/** An imported ratio is a quotient, so the product is rounded. */
const transformer = ({ width, depth, heads, mlpRatio }: Sizes): TransformerShape => ({
  width,
  depth,
  heads,
  mlpWidth: Math.round(width * mlpRatio),
});

type ShapeParts = Pick<RunConfig, 'data' | 'model' | 'head' | 'target' | 'loss' | 'terms'>;

export function shapeOf(config: ShapeParts): ModelShape {
  const { data, model, head } = config;
  const { patch, epsilon } = model;
  const common = {
    side: data.side,
    patch,
    epsilon,
    head: headOf(head, model),
    objective: objectiveOf(config),
  };
  switch (model.id) {
    case 'mae':
      return { kind: model.id, ...common, ...transformer(model), sees: model.sees };
    case 'simmim-vit': {
      const { positions, layerScale, dropPath } = model;
      return { kind: model.id, ...common, ...transformer(model), positions, layerScale, dropPath };
    }
    case 'simmim-swin': {
      const { width, window, mlpRatio, dropPath } = model;
      const stages = stagesOf(model);
      const depths = stages.map(({ depth }) => depth);
      const heads = stages.map((stage) => stage.heads);
      return { kind: model.id, ...common, width, depths, heads, window, mlpRatio, dropPath };
    }
  }
}

function headOf(head: HeadChoice, model: ModelChoice): HeadShape {
  switch (head.id) {
    case 'decoder':
      return { kind: head.id, ...transformer(head) };
    case 'linear':
      return { kind: head.id };
    case 'mlp':
      return { kind: head.id, width: head.width };
    case 'inverse-swin-t':
      return inverseSwin(model, 'tiny');
    case 'inverse-swin-b':
      return inverseSwin(model, 'base');
  }
}

function inverseSwin(model: ModelChoice, size: 'tiny' | 'base'): HeadShape {
  invariant(model.id === 'simmim-swin', 'an inverse Swin stands on a Swin');
  const { width, window, mlpRatio } = model;
  const encoder = stagesOf(model).map((stage, s) => ({ ...stage, width: width * 2 ** s }));
  const stages = inverseSwinStages(encoder, size);
  return {
    kind: 'inverse-swin',
    widths: stages.map((stage) => stage.width),
    depths: stages.map(({ depth }) => depth),
    heads: stages.map(({ heads }) => heads),
    window,
    mlpRatio,
  };
}

/** What of target and losses changes the graph: which patches count is the host's affair. */
function objectiveOf({ data, target, loss, terms }: ShapeParts): ObjectiveShape {
  const { on: _, ...structure } = loss;
  const colors = { mean: data.mean, deviation: data.deviation };
  return {
    target: targetOf(target.id).needsColors === true ? { ...target, ...colors } : target,
    loss: structure,
    terms: TERM_IDS.filter((id) => terms[id].weight > 0).map((id) => ({ id, ...terms[id] })),
  };
}

/** Patches to the side of what one row of a layer's features stands for: 1, but for a Swin's later stages. */
export const patchesPerToken = (model: ModelChoice, layer: number): number =>
  model.id === 'simmim-swin' ? 2 ** Math.max(0, Math.min(layer, model.stages) - 1) : 1;

/** Layers of features that the page can ask for, beside the embedding. */
export const layersOf = (model: ModelChoice): number =>
  model.id === 'simmim-swin' ? model.stages : model.depth;
