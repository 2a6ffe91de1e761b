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
  /** [B (prefix + N), C] */
  readonly prediction: Value;
  /** As {@link Site} says. */
  readonly latent: Value;
}

export type TermSettings = ObjectiveShape['terms'][number];

export interface TermGraph {
  /** Weights of its own, such as a projection. */
  specs?(settings: TermSettings, site: Site, image: ImageShape): readonly TensorSpec[];
  /**
   * Adds its nodes and returns its value [1], unscaled: the root that is differentiated and read as `loss.<id>`. Its
   * gradient is scaled by λ, the first number of its input `scale.<id>`.
   */
  add(build: Build, settings: TermSettings, plan: TermPlan): Value;
  /** What it needs to know of a batch of masks, and its scale. */
  inputs(settings: TermSettings, site: Site, image: ImageShape, kept: readonly Kept[]): HostInputs;
}
