/** @file What an encoder is to the rest of a model. A new kind of model: a shape, an encoder, its line in `encoders.ts`. */

import type { Value } from '../graph/graph.ts';
import type { Build, HostInputs } from './build.ts';
import type { Kept } from './kept.ts';
import type { ModelShape } from './shape.ts';
import type { TensorSpec } from './tensor-spec.ts';

/** What the encoder hands to the head: `latent` [B (prefix + cells), width]; with `sees: 'visible'` [B (prefix + V), width]. */
export interface Site {
  /** `visible`: one row per visible patch, in the order kept; `all`: one row per cell, in raster order. */
  readonly sees: 'visible' | 'all';
  /** Rows of a class token before each image's. */
  readonly prefix: number;
  /** Cells of an image in the head's output; N where a cell is a patch. */
  readonly cells: number;
  /** Patches to the side of a cell: 1, or a Swin's stride ÷ patch. */
  readonly span: number;
  readonly width: number;
}

/** Where the features of patches lie in a named value of the graph: `patches[i]` in row `rows[i]` (of the first image). */
export interface FeatureRows {
  readonly value: string;
  readonly width: number;
  readonly patches: Uint32Array<ArrayBuffer>;
  readonly rows: Uint32Array<ArrayBuffer>;
}

export interface Encoder<S extends ModelShape> {
  /** In the order of the forward pass; without the head's. */
  specs(shape: S): readonly TensorSpec[];
  site(shape: S): Site;
  /**
   * Adds the encoder to the graph and names its layers: `features.0` (embedding with positions) … `features.(layers - 1)`
   * and `latent`, the output after the last norm, which is returned; rows of `latent` as {@link Site} says.
   * @param patches [B N, P], normalised pixels
   */
  encode(build: Build, shape: S, patches: Value): Value;
  /** What the encoder needs to know of a batch of masks. */
  inputs(shape: S, kept: readonly Kept[]): HostInputs;
  /** All images of a batch must keep the same number of patches, at least one. */
  readonly sharesCount: (shape: S) => boolean;
  /** How the reconstruction loss is averaged; see `loss-weights.ts`. */
  readonly normalization: 'mae' | 'simmim';
  /** Layers after the embedding. */
  layers(shape: S): number;
  /** Where layer `layer` (0 = embedding, `layers` = latent) has the features of one image's patches. */
  features(shape: S, layer: number, kept: Kept): FeatureRows;
  /** Rate of drop path of each residual branch, in order; none where the recipe has none. */
  dropRates(shape: S): readonly number[];
  /** The head's rows [B (prefix + cells), span² C] as [B (prefix + N), C]; needed where span > 1. */
  cut?(build: Build, shape: S, rows: Value, columns: number): Value;
}
