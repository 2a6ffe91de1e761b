/** @file What a further loss is that adds up with the reconstruction's: nodes of its own, and one more root. */

import type { Value } from '../../graph/graph.ts';
import type { Build, HostInputs } from '../build.ts';
import type { Site } from '../encoder.ts';
import type { Kept } from '../kept.ts';
import type { ImageShape, ObjectiveShape } from '../shape.ts';
import type { TensorSpec } from '../tensor-spec.ts';

/** What the graph has when terms are added. */
export interface TermPlan {
  readonly image: ImageShape;
  readonly site: Site;
  /** [B N, P], normalised pixels. */
  readonly patches: Value;
  /** [B N, C] */
  readonly target: Value;
  /** [B (prefix + N), C]; `columns` of them count. */
  readonly prediction: Value;
  readonly columns: number;
  /** As {@link Site} says. */
  readonly latent: Value;
  /** λ [1], which the host writes as `lambda.<id>`: it scales the term's gradient, not its value. */
  readonly lambda: Value;
}

type Settings = ObjectiveShape['terms'][number];

export interface Term {
  /** Weights of its own, such as a projection. */
  specs?(settings: Settings, site: Site, image: ImageShape): readonly TensorSpec[];
  /** Adds its nodes and returns its value [1], unscaled: the root that is differentiated and read as `loss.<id>`. */
  add(build: Build, settings: Settings, plan: TermPlan): Value;
  /** What it needs to know of a batch of masks. */
  inputs?(settings: Settings, site: Site, image: ImageShape, kept: readonly Kept[]): HostInputs;
}
