/** @file The end of a training step: the weights' update, in the graph. */

import type { GraphBuilder } from '../graph/graph.ts';
import { adamw, HYPER_SIZE } from '../ops/adamw/adamw.ts';
import { gradNorm } from '../ops/grad-norm/grad-norm.ts';

export interface UpdateOptions {
  /** Clip gradients by their global norm (adds two dispatches); names `gradNorm`. */
  readonly clip?: boolean;
}

/** Input: hyper. */
export function addUpdate(graph: GraphBuilder, { clip = false }: UpdateOptions): void {
  const norm = clip ? graph.name('gradNorm', graph.add(gradNorm, [])[0]!) : null;
  graph.add(adamw, [graph.input('hyper', [HYPER_SIZE]), norm]);
}
