/** @file What a target is: numbers made of a patch in the graph, and how they are shown. */

import type { GraphBuilder, Value } from '../../graph/graph.ts';
import type { ImageShape, ObjectiveShape } from '../shape.ts';

/** What a picture of predictions shows. */
export type Shows = 'pixels' | 'normalized' | 'true-statistics';

export interface Decoded {
  /** [N, P] in normalised pixels, for the screen. */
  readonly shown: Float32Array<ArrayBuffer>;
  /** [N, P] in normalised pixels: what errors are measured on; may use the true statistics of the patch. */
  readonly measured: Float32Array<ArrayBuffer>;
  readonly shows: Shows;
}

type Settings = ObjectiveShape['target'];

export interface Target {
  /** Numbers that are predicted for a patch. */
  columns(image: ImageShape, settings: Settings): number;
  /** How many terms the error of one patch sums; left out where each column is one (not so for classes). */
  errors?(image: ImageShape, settings: Settings): number;
  /** The side of the RGB pixels that the columns are, (row, column, channel); null where they are no pixels. */
  pixelSide(image: ImageShape, settings: Settings): number | null;
  /** [B N, P] → [B N, C]; the patches themselves where the target is what they are. */
  encode(graph: GraphBuilder, patches: Value, image: ImageShape, settings: Settings): Value;
  /**
   * The prediction of one image as pixels.
   * @param predicted [N, C]
   * @param truth [N, P] normalised pixels
   * @param trueStatistics the person asks to see it with what only the truth knows
   */
  decode(
    predicted: Float32Array<ArrayBuffer>,
    truth: Float32Array<ArrayBuffer>,
    image: ImageShape,
    settings: Settings,
    trueStatistics: boolean,
  ): Decoded;
}
