/** @file What the parts of a model share while one graph is built. */

import type { GraphBuilder } from '../graph/graph.ts';
import type { WeightOf } from './block.ts';
import type { HiddenRows } from './hidden-rows.ts';

export interface Build {
  readonly graph: GraphBuilder;
  readonly w: WeightOf;
  /** B */
  readonly batch: number;
  /** V: patches of each image that go into an encoder that sees the visible ones only; N for others. */
  readonly visible: number;
  /** Drop path acts: the graph then has the input `keeps` [branches, B]. */
  readonly isRegularized: boolean;
  /** Only these rows go on after the last layer that mixes tokens; null: all do. */
  readonly hidden: HiddenRows | null;
}

/** What the host writes before a run, by the names of the graph's inputs. */
export type HostInputs = Readonly<Record<string, Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>>;
