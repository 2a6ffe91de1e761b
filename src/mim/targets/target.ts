/** @file What the model is asked to predict for a patch: its numbers, and how a prediction is shown. */

import type { Params } from '../../lib/params.ts';
import type { Grid } from '../grid.ts';

/** The values of a target's parameters; `mean` and `deviation` of the colours where it asks for them. */
export type TargetSettings = Readonly<Record<string, number | string | boolean | readonly number[]>>;

/** What a picture of predictions shows. */
export type Shows =
  | 'pixels'
  | 'normalized'
  | 'true-statistics'
  /** Pixels, fewer of them. */
  | 'low-resolution'
  /** The mean of the predicted distribution of every colour. */
  | 'expected-colors'
  /** Pixels, of the leading components alone. */
  | 'components'
  /** Edges: strokes along the predicted orientations, since no picture follows from them. */
  | 'orientations';

export interface Decoded {
  /** [N, P] in normalised pixels, for the screen. */
  readonly shown: Float32Array<ArrayBuffer>;
  /**
   * [N, P] in normalised pixels: what errors are measured on; may use the true statistics of the patch. null where no
   * pixels follow from the prediction.
   */
  readonly measured: Float32Array<ArrayBuffer> | null;
  readonly shows: Shows;
}

/** Where a prediction belongs. */
export interface TargetPlace {
  readonly grid: Grid;
  /** p */
  readonly patch: number;
  readonly settings: TargetSettings;
  /** A fixed tensor of the model by the name of its spec, such as PCA's basis. */
  tensor(name: string): ArrayLike<number>;
}

/** What is known when a prediction is shown. */
export interface Shown extends TargetPlace {
  /** [N, P], normalised pixels. */
  readonly truth: Float32Array<ArrayBuffer>;
  /** The person asks to see it with what only the truth knows. */
  readonly trueStatistics: boolean;
}

export interface Target<P extends Params = Params> {
  readonly label: string;
  readonly summary: string;
  /** In plain text, with the letters of ARCHITECTURE.md. */
  readonly formula: string;
  readonly source: string;
  readonly params: P;
  /** `values` are compared by a distance, `classes` by cross-entropy. */
  readonly compares: 'values' | 'classes';
  /** Its `settings` hold the data's `mean` and `deviation` as well. */
  readonly needsColors?: boolean;
  /** Numbers that are predicted for a patch. */
  columns(patch: number, settings: TargetSettings): number;
  /** Numbers that are compared: terms of a patch's error. Left out where each predicted number is one. */
  errors?(patch: number, settings: TargetSettings): number;
  /** The side of the RGB pixels that the columns are, (row, column, channel); null where they are no pixels. */
  pixelSide(patch: number, settings: TargetSettings): number | null;
  /** The perfect prediction [N, padded(columns)] for a target [N, padded(errors)]; left out where that is the target. */
  ideal?(target: Float32Array<ArrayBuffer>, place: TargetPlace): Float32Array<ArrayBuffer>;
  /** The prediction [N, padded(columns)] of one image as pixels. */
  decode(predicted: Float32Array<ArrayBuffer>, shown: Shown): Decoded;
}

export const defineTarget = <const P extends Params>(target: Target<P>): Target<P> => target;

/** A setting that is a number. */
export const numberOf = (settings: TargetSettings, key: string): number => Number(settings[key]);
