/** @file The numbers that fix a model, whether they come from a config or from a file: plain JSON. */

import { padded } from '../lib/padded.ts';
import type { Grid } from '../mim/grid.ts';
import type { LossId } from '../mim/losses/index.ts';
import type { TargetId } from '../mim/targets/index.ts';
import type { TargetSettings } from '../mim/targets/target.ts';
import type { TermId } from '../mim/terms/index.ts';

/** The square image and its embedded patches, which masks hide and predictions are made for. */
export interface ImageShape {
  readonly side: number;
  /** p */
  readonly patch: number;
}

/** A stack of transformer blocks. */
export interface TransformerShape {
  /** D */
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  readonly mlpWidth: number;
}

/** What makes predictions of the encoder's output. */
export type HeadShape =
  | ({ readonly kind: 'decoder' } & TransformerShape)
  | { readonly kind: 'linear' }
  /** Two linear layers with a GELU between them; `width` is that of the hidden one. */
  | { readonly kind: 'mlp'; readonly width: number }
  /** A Swin upside down; its stages from the cells of the encoder's output to its patches. */
  | {
      readonly kind: 'inverse-swin';
      readonly widths: readonly number[];
      readonly depths: readonly number[];
      readonly heads: readonly number[];
      readonly window: number;
      readonly mlpRatio: number;
    };

/** What is predicted and how it is compared. Of a loss only what changes the graph: λ and `on` are the host's. */
export interface ObjectiveShape {
  /** With the data's `mean` and `deviation` where the target asks for them. */
  readonly target: { readonly id: TargetId } & TargetSettings;
  readonly loss: { readonly id: LossId } & Settings;
  /** Further losses that add up with the reconstruction's. */
  readonly terms: readonly ({ readonly id: TermId } & Settings)[];
}
type Settings = Readonly<Record<string, number | string | boolean>>;

interface CommonShape extends ImageShape {
  /** Of every layer norm. */
  readonly epsilon: number;
  readonly head: HeadShape;
  readonly objective: ObjectiveShape;
}

export interface MaeShape extends CommonShape, TransformerShape {
  readonly kind: 'mae';
  /** `all`: the ablation in which mask tokens fill the gaps before the encoder already. */
  readonly sees: 'visible' | 'all';
}

export interface SimmimVitShape extends CommonShape, TransformerShape {
  readonly kind: 'simmim-vit';
  readonly positions: 'learned' | 'sincos';
  /** What γ of both branches of each block starts from; 0 = no layer scale. */
  readonly layerScale: number;
  /** Of the last block; the first drops nothing. */
  readonly dropPath: number;
}

export interface SimmimSwinShape extends CommonShape {
  readonly kind: 'simmim-swin';
  /** Of the first stage; each further one is twice as wide. */
  readonly width: number;
  /** Blocks of each stage. */
  readonly depths: readonly number[];
  /** Attention heads of each stage. */
  readonly heads: readonly number[];
  readonly window: number;
  readonly mlpRatio: number;
  readonly dropPath: number;
}

export type ModelShape = MaeShape | SimmimVitShape | SimmimSwinShape;

export const gridOf = ({ side, patch }: ImageShape): Grid => ({
  rows: Math.floor(side / patch),
  cols: Math.floor(side / patch),
});

/** N */
export const tokensOf = ({ side, patch }: ImageShape): number => Math.floor(side / patch) ** 2;

/** 3 p²: the true length of a patch vector. */
export const patchLength = ({ patch }: Pick<ImageShape, 'patch'>): number => 3 * patch * patch;

export { padded };

/** P: {@link patchLength}, padded. */
export const paddedLength = (image: Pick<ImageShape, 'patch'>): number => padded(patchLength(image));
