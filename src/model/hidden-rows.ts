/**
 * @file Leaving out what nobody reads: where the loss is on hidden patches only, the rows of visible ones end after the
 * last layer that mixes tokens. Rows that go on have the same bits; sums over rows leave out zeros, and may be grouped
 * otherwise.
 */

import type { GraphBuilder, Value } from '../graph/graph.ts';
import { gatherRows } from '../ops/gather-rows/gather-rows.ts';
import type { HostInputs } from './build.ts';
import { maskOf, type Kept } from './kept.ts';

/** Which rows go on; all images hide as many patches, H of them. */
export interface HiddenRows {
  readonly batch: number;
  /** H */
  readonly count: number;
  /** i32 [B H]: rows of [B (prefix + N)]. */
  readonly index: Value;
  /** i32 [B (prefix + N)]: rows of [B H], or -1. */
  readonly inverse: Value;
  /** i32 [B H]: rows of [B N]. */
  readonly patches: Value;
}

interface Sizes {
  readonly batch: number;
  readonly prefix: number;
  readonly tokens: number;
  /** V */
  readonly visible: number;
}

export function hiddenRows(graph: GraphBuilder, { batch, prefix, tokens, visible }: Sizes): HiddenRows {
  const count = tokens - visible;
  return {
    batch,
    count,
    index: graph.input('hiddenIndex', [batch * count], 'i32'),
    inverse: graph.input('hiddenInverse', [batch * (prefix + tokens)], 'i32'),
    patches: graph.input('hiddenPatches', [batch * count], 'i32'),
  };
}

/** [B (prefix + N), D] → [B H, D] */
export const keepHidden = (graph: GraphBuilder, { index, inverse }: HiddenRows, x: Value): Value =>
  graph.add(gatherRows, [x, index, inverse, null, null, null])[0]!;

/** [B N, C] → [B H, C]; a target has no gradient. */
export const hiddenTargets = (graph: GraphBuilder, { patches }: HiddenRows, target: Value): Value =>
  graph.add(gatherRows, [target, patches, null, null, null, null])[0]!;

/** The inputs of {@link hiddenRows}. @param weights of all patches [B N], of which those that count are `lossWeight` then */
export function hiddenInputs(
  kept: readonly Kept[],
  { prefix, tokens }: Pick<Sizes, 'prefix' | 'tokens'>,
  weights: Float32Array<ArrayBuffer>,
): HostInputs {
  const patches: number[] = [];
  maskOf(kept, tokens).forEach((bit, patch) => bit === 1 && patches.push(patch));
  const hiddenIndex = Int32Array.from(patches, (patch) => patch + prefix * (Math.floor(patch / tokens) + 1));
  const hiddenInverse = new Int32Array(kept.length * (prefix + tokens)).fill(-1);
  hiddenIndex.forEach((row, i) => (hiddenInverse[row] = i));
  return {
    hiddenIndex,
    hiddenInverse,
    hiddenPatches: Int32Array.from(patches),
    lossWeight: Float32Array.from(patches, (patch) => weights[patch]!),
  };
}
