/** @file The numbers that fix an MAE's shape, whether they come from a config or from a file. */

export interface MaeShape {
  readonly side: number;
  /** p */
  readonly patch: number;
  /** D */
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  readonly mlpWidth: number;
  /** E */
  readonly decoderWidth: number;
  readonly decoderDepth: number;
  readonly decoderHeads: number;
  readonly decoderMlpWidth: number;
  /** Of every layer norm. */
  readonly epsilon: number;
  /** Predict patches normalised one by one. */
  readonly normPix: boolean;
}

/** N */
export const tokensOf = ({ side, patch }: Pick<MaeShape, 'side' | 'patch'>): number =>
  Math.floor(side / patch) ** 2;

/** 3 p²: the true length of a patch vector. */
export const patchLength = ({ patch }: Pick<MaeShape, 'patch'>): number => 3 * patch * patch;

/** P: {@link patchLength} rounded up to a multiple of 4, as kernels want it. */
export const paddedLength = (shape: Pick<MaeShape, 'patch'>): number => Math.ceil(patchLength(shape) / 4) * 4;
