/** @file What a head is: it turns the encoder's output into predictions. A new head: its file, its line in `index.ts`. */

import type { Value } from '../../graph/graph.ts';
import type { Build, HostInputs } from '../build.ts';
import type { Site } from '../encoder.ts';
import type { Kept } from '../kept.ts';
import type { HeadShape, ImageShape } from '../shape.ts';
import type { TensorSpec } from '../tensor-spec.ts';

/** What a head stands on and what it must make. */
export interface HeadPlan {
  readonly site: Site;
  readonly image: ImageShape;
  readonly epsilon: number;
  /** Numbers that the target has of one patch, and the same padded to a multiple of 4: C. */
  readonly columns: number;
  readonly paddedColumns: number;
  /** The side of the RGB pixels that those numbers are, (row, column, channel); null where they are no pixels. */
  readonly pixelSide: number | null;
}

export interface Head<S extends HeadShape> {
  specs(shape: S, plan: HeadPlan): readonly TensorSpec[];
  /** [B (prefix + cells), span² C]: the predictions of a cell's patches side by side, row by row; or the hidden rows. */
  predict(build: Build, shape: S, plan: HeadPlan, latent: Value): Value;
  /** What the head needs to know of a batch of masks. */
  inputs?(shape: S, plan: HeadPlan, kept: readonly Kept[]): HostInputs;
}
