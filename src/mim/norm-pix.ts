/** @file The per-patch normalised target, in plain loops: what kernels and displays are tested against. */

/** Under the root, in units of normalised pixels. Source: facebookresearch/mae@efb2a80 models_mae.py forward_loss. */
export const NORM_PIX_EPSILON = 1e-6;

export interface PatchStatistics {
  readonly mean: number;
  /** √(unbiased variance + epsilon). */
  readonly scale: number;
}

/** Mean and scale over the first `length` numbers from `offset` on, all channels together; one number has scale √epsilon. */
export function patchStatistics(patches: ArrayLike<number>, offset: number, length: number): PatchStatistics {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += patches[offset + i]!;
  const mean = sum / length;
  let squares = 0;
  for (let i = 0; i < length; i++) squares += (patches[offset + i]! - mean) ** 2;
  const variance = squares / Math.max(1, length - 1); // unbiased, as torch.var is
  return { mean, scale: Math.sqrt(variance + NORM_PIX_EPSILON) };
}

/** patches: [N, stride], of which the first `length` numbers of each row count. Returns the same shape; padding stays 0. */
export function normalizePatches(
  patches: ArrayLike<number>,
  length: number,
  stride: number,
): Float32Array<ArrayBuffer> {
  return mapPatches(patches, patches, length, stride, (value, { mean, scale }) => (value - mean) / scale);
}

/**
 * A normalised prediction with the statistics of the true patches given back. For display only: the mean and the
 * contrast of hidden patches are part of the answer.
 */
export function denormalizePatches(
  prediction: ArrayLike<number>,
  truth: ArrayLike<number>,
  length: number,
  stride: number,
): Float32Array<ArrayBuffer> {
  return mapPatches(prediction, truth, length, stride, (value, { mean, scale }) => value * scale + mean);
}

function mapPatches(
  values: ArrayLike<number>,
  truth: ArrayLike<number>,
  length: number,
  stride: number,
  map: (value: number, statistics: PatchStatistics) => number,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(values.length);
  for (let offset = 0; offset < values.length; offset += stride) {
    const statistics = patchStatistics(truth, offset, length);
    for (let i = 0; i < length; i++) out[offset + i] = map(values[offset + i]!, statistics);
  }
  return out;
}
