/** @file The end of a training step: the weights' update, in the graph. */

import type { GraphBuilder, Value } from '../graph/graph.ts';
import type { ParameterLayout } from '../graph/parameters.ts';
import type { OptimizerId } from '../mim/optimizers/index.ts';
import { adamw, HYPER_SIZE } from '../ops/adamw/adamw.ts';
import { ema } from '../ops/ema/ema.ts';
import { gradNorm } from '../ops/grad-norm/grad-norm.ts';
import { lars, larsTables } from '../ops/lars/lars.ts';
import { RATE_BLOCK, sgd } from '../ops/sgd/sgd.ts';

export interface UpdateOptions {
  /** `adamw` where left out. */
  readonly optimizer?: OptimizerId;
  /** Clip gradients by their global norm (adds two dispatches); names `gradNorm`. */
  readonly clip?: boolean;
  /** Tensors have learning rates of their own: input `rates` [trainable / 64]. */
  readonly rated?: boolean;
  /** A moving average of the weights goes along: input `averageShare` [1]. The layout must have room for it. */
  readonly average?: boolean;
}

/** Inputs: hyper, as the optimiser's op has it; for `lars` also `larsRanges` and `larsOwners`. */
export function addUpdate(
  graph: GraphBuilder,
  { optimizer = 'adamw', clip = false, rated = false, average = false }: UpdateOptions,
  layout: ParameterLayout,
): void {
  const norm = clip ? graph.name('gradNorm', graph.add(gradNorm, [])[0]!) : null;
  const blocks = layout.trainableSize / RATE_BLOCK;
  const rates = rated ? graph.input('rates', [blocks]) : null;
  if (optimizer === 'adamw') graph.add(adamw, [graph.input('hyper', [HYPER_SIZE]), norm, rates]);
  else if (optimizer === 'sgd') graph.add(sgd, [graph.input('hyper', [4]), norm, rates]);
  else graph.add(lars, [graph.input('hyper', [5]), norm, rates, ...tables(graph, layout)]);
  if (average) {
    const attrs = { count: layout.trainableSize, at: layout.average };
    graph.add(ema, [graph.input('averageShare', [1])], attrs);
  }
}

function tables(graph: GraphBuilder, layout: ParameterLayout): readonly Value[] {
  const { ranges, owners } = larsTables(layout);
  return [
    graph.input('larsRanges', [ranges.length / 2, 2], 'i32'),
    graph.input('larsOwners', [owners.length], 'i32'),
  ];
}
