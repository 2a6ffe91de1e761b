/** @file What a recorder metric is, and what it is given: one image as one layer sees it. All are listed in `index.ts`. */

import type { Params, ValuesOf } from '../../lib/params.ts';
import type { Grid } from '../grid.ts';
import { affinityOf } from '../guidance/affinity.ts';
import { bipartition, type Bipartition } from '../guidance/bipartition.ts';
import { meanOverHeads } from '../relations/attention.ts';
import { cosineMatrix } from '../similarity.ts';

/** What a metric cannot do without. `grid`: the rows are all patches of a square grid, in its order. */
export type Need = 'features' | 'attention' | 'hidden' | 'labels' | 'previous' | 'grid';

export interface ProbeInput {
  /** Rows: the patches that this layer sees, without class tokens. */
  readonly n: number;
  readonly grid: Grid;
  /** Pixels along an edge of a patch. */
  readonly patchPx: number;
  /** The patch of the grid that each row is, [n]; ascending. */
  readonly positions: ArrayLike<number>;
  /** Numbers per row of `features`. */
  readonly width: number;
  /** What comes out of the layer, [n, width]. */
  readonly features?: ArrayLike<number> | undefined;
  readonly heads: number;
  /** [heads, n, n]; rows are queries and sum to 1: class token dropped, see relations/attention.ts. */
  readonly attention?: ArrayLike<number> | undefined;
  /** [n], 1 where the row is a mask token. */
  readonly hidden?: ArrayLike<number> | undefined;
  /** True texture of each row, [n], -1 where a patch has several. See texture-labels.ts. */
  readonly labels?: ArrayLike<number> | undefined;
  /** The relations of the same image and layer when last recorded. */
  readonly previous?: Relations | undefined;
}

export interface Relations {
  /** Cosines, [n, n]. */
  readonly similarity?: ArrayLike<number> | undefined;
  /** The mean over heads, [n, n]. */
  readonly attention?: ArrayLike<number> | undefined;
}

/** What several metrics need is computed once, when first asked for. */
export interface Probe extends ProbeInput {
  /** Cosines, [n, n]. Needs features. */
  readonly similarity: Float32Array<ArrayBuffer>;
  /** [n, n]. Needs attention. */
  readonly meanAttention: Float32Array<ArrayBuffer>;
  /** Two groups by the layer's own similarities, clamped at 0 and split at the mean. Needs features; n ≥ 2. */
  readonly cut: Bipartition;
}

export function probeOf(input: ProbeInput): Probe {
  const { n, width, heads, features = [], attention = [] } = input;
  const similarity = once(() => cosineMatrix(features, n, width));
  const meanAttention = once(() => meanOverHeads(attention, heads, n * n));
  const cut = once(() => bipartition(affinityOf(similarity(), n, 'clamped', 0), n, 'mean'));
  return {
    ...input,
    get similarity() {
      return similarity();
    },
    get meanAttention() {
      return meanAttention();
    },
    get cut() {
      return cut();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

interface MetricBase<P extends Params> {
  /** English; the key of its translation, as are `summary` and the names of parts. */
  readonly label: string;
  /** One or two sentences: what it is, what more or less of it means, what about it is ours. */
  readonly summary: string;
  readonly formula: string;
  readonly source: string;
  readonly unit?: string;
  readonly needs: readonly Need[];
  /** What the numbers are: one, one for each head or frequency, or these named ones. */
  readonly numbers: 'one' | 'heads' | 'frequencies' | readonly string[];
  readonly params: P;
}

/** Of one layer. */
export interface LayerMetric<P extends Params = Params> extends MetricBase<P> {
  readonly scope: 'layer';
  /** Pure; `[]` where it is not defined, such as for a single patch. */
  measure(probe: Probe, values: ValuesOf<P>): readonly number[];
}

/** Of all layers of one stack of blocks (the encoder's, the decoder's), from first to last. */
export interface StackMetric<P extends Params = Params> extends MetricBase<P> {
  readonly scope: 'stack';
  measure(probes: readonly Probe[], values: ValuesOf<P>): readonly number[];
}

export type Metric<P extends Params = Params> = LayerMetric<P> | StackMetric<P>;

/** Identities; they exist so that `measure` sees the types of its own `params`. */
export const defineMetric = <const P extends Params>(metric: LayerMetric<P>): LayerMetric<P> => metric;
export const defineStackMetric = <const P extends Params>(metric: StackMetric<P>): StackMetric<P> => metric;

/** Whether an image as a layer sees it has all that a metric needs. */
export const has = (probe: ProbeInput, needs: readonly Need[]): boolean =>
  needs.every((need) => (need === 'grid' ? isSquareGrid(probe) : probe[need] !== undefined));

const isSquareGrid = ({ n, grid, positions }: ProbeInput): boolean =>
  n === grid.rows * grid.cols && grid.rows === grid.cols && Array.from(positions).every((at, i) => at === i);
