/** @file The shape of the model that a config describes. */

import type { ModelShape, HeadShape, ObjectiveShape, TransformerShape } from '../model/shape.ts';
import type { HeadChoice, RunConfig } from './run-config.ts';

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

export function shapeOf(config: Pick<RunConfig, 'data' | 'model' | 'head' | 'target' | 'loss'>): ModelShape {
  const { data, model, head } = config;
  return {
    kind: model.id,
    side: data.side,
    patch: model.patch,
    epsilon: model.epsilon,
    ...transformer(model),
    sees: 'visible',
    head: headOf(head),
    objective: objectiveOf(config),
  };
}

const headOf = (head: HeadChoice): HeadShape => ({ kind: head.id, ...transformer(head) });

/** What of target and loss changes the graph: which patches count is the host's affair. */
function objectiveOf({ target, loss }: Pick<RunConfig, 'target' | 'loss'>): ObjectiveShape {
  const { on: _, ...structure } = loss;
  return { target, loss: structure, terms: [] };
}
