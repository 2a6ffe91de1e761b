/** @file The leading principal components of patches, as in MAE's ablation. */

import { invariant } from '../../lib/assert.ts';
import { padded } from '../../lib/padded.ts';
import { number } from '../../lib/params.ts';
import { paddedPatchLength, patchLength } from '../patchify.ts';
import { leadingEigen } from '../leading-eigen.ts';
import { defineTarget, numberOf } from './target.ts';

/** Names of the fixed tensors that hold the basis: [padded(K), P], −basis · mean [padded(K)], and the mean [P]. */
export const PCA_TENSORS = {
  basis: 'target.pca.basis',
  shift: 'target.pca.shift',
  mean: 'target.pca.mean',
} as const;

export const pca = defineTarget({
  label: 'Principal components',
  summary: 'The leading coefficients of the patch in the basis in which patches of these images vary most.',
  formula: 'y = V (x − mean), rows of V: the K leading unit eigenvectors of the covariance of patches',
  source: 'MAE §4.1 "Reconstruction target" (96 coefficients of a patch of 768 numbers)',
  params: {
    components: number({
      label: 'Components',
      help: 'Few of them are a blurred patch. MAE’s ablation keeps 96 of 768, an eighth.',
      min: 1,
      max: 768,
      step: 1,
      whole: true,
      default: 24,
      effect: 'cold',
    }),
  },
  compares: 'values',
  columns: (_, settings) => numberOf(settings, 'components'),
  pixelSide: () => null,
  decode(predicted, { patch, settings, tensor }) {
    const measured = fromComponents(predicted, numberOf(settings, 'components'), patch, {
      basis: tensor(PCA_TENSORS.basis),
      mean: tensor(PCA_TENSORS.mean),
    });
    return { shown: measured, measured, shows: 'components' };
  },
});

/** x = mean + Vᵀ y: [N, padded(K)] → [N, P] */
function fromComponents(
  y: ArrayLike<number>,
  components: number,
  patch: number,
  { basis, mean }: { readonly basis: ArrayLike<number>; readonly mean: ArrayLike<number> },
): Float32Array<ArrayBuffer> {
  const from = padded(components);
  const to = paddedPatchLength(patch);
  const x = new Float32Array((y.length / from) * to);
  for (let i = 0; i * from < y.length; i++) {
    for (let c = 0; c < to; c++) {
      let sum = mean[c]!;
      for (let k = 0; k < components; k++) sum += y[i * from + k]! * basis[k * to + c]!;
      x[i * to + c] = sum;
    }
  }
  return x;
}

/** The three tensors, by {@link PCA_TENSORS}. */
export type PcaTensors = Readonly<Record<keyof typeof PCA_TENSORS, Float32Array<ArrayBuffer>>>;

/**
 * The basis that a set of patches gives. Of patches that are all alike the first axes stand in.
 * @param patches [M, P], normalised pixels; M of a few thousand are plenty
 */
export function pcaOf(patches: ArrayLike<number>, patch: number, components: number): PcaTensors {
  const width = paddedPatchLength(patch);
  const length = patchLength(patch);
  const count = patches.length / width;
  invariant(count >= 1 && components <= length, 'patches for a basis');
  const mean = new Float32Array(width);
  for (let at = 0; at < patches.length; at++) mean[at % width] = mean[at % width]! + patches[at]! / count;
  const { vectors } = leadingEigen(covariance(patches, mean, length), length, components);
  const basis = new Float32Array(padded(components) * width);
  for (let k = 0; k < components; k++) {
    basis.set(vectors.subarray(k * length, (k + 1) * length), k * width);
  }
  return { basis, mean, shift: shiftOf(basis, mean) };
}

function covariance(patches: ArrayLike<number>, mean: Float32Array, length: number): Float64Array {
  const width = mean.length;
  const matrix = new Float64Array(length * length);
  const x = new Float64Array(length);
  for (let first = 0; first < patches.length; first += width) {
    for (let i = 0; i < length; i++) x[i] = patches[first + i]! - mean[i]!;
    for (let i = 0; i < length; i++) {
      const xi = x[i]!;
      for (let j = 0; j <= i; j++) matrix[i * length + j] = matrix[i * length + j]! + xi * x[j]!;
    }
  }
  for (let i = 0; i < length; i++)
    for (let j = 0; j < i; j++) matrix[j * length + i] = matrix[i * length + j]!;
  return matrix;
}

function shiftOf(basis: Float32Array, mean: Float32Array): Float32Array<ArrayBuffer> {
  const shift = new Float32Array(basis.length / mean.length);
  for (let at = 0; at < basis.length; at++) {
    const k = Math.floor(at / mean.length);
    shift[k] = shift[k]! - basis[at]! * mean[at % mean.length]!;
  }
  return shift;
}

/**
 * A basis without data: the cosine transform's, lowest frequencies first, grey before colour; what PCA of natural
 * patches comes close to. It stands until a data set is bound.
 */
export function cosineBasis(patch: number, components: number): PcaTensors {
  const width = paddedPatchLength(patch);
  const basis = new Float32Array(padded(components) * width);
  const waves = Array.from({ length: 3 * patch * patch }, (_, i) => {
    const [color, row, col] = [i % 3, Math.floor(i / 3 / patch), Math.floor(i / 3) % patch];
    return { color, row, col, rank: (row * row + col * col + 1) * (color === 0 ? 1 : 8) };
  }).toSorted((a, b) => a.rank - b.rank);
  waves.slice(0, components).forEach(({ color, row, col }, k) => {
    for (let pixel = 0; pixel < patch * patch; pixel++) {
      const wave = cosine(row, Math.floor(pixel / patch), patch) * cosine(col, pixel % patch, patch);
      for (let c = 0; c < 3; c++) basis[k * width + pixel * 3 + c] = wave * COLORS[color]![c]!;
    }
  });
  const mean = new Float32Array(width);
  return { basis, mean, shift: new Float32Array(padded(components)) };
}

/** Grey, red against blue, green against both: orthonormal. */
const COLORS = [
  [1, 1, 1].map((c) => c / Math.sqrt(3)),
  [1, 0, -1].map((c) => c / Math.sqrt(2)),
  [1, -2, 1].map((c) => c / Math.sqrt(6)),
] as const;

const cosine = (frequency: number, at: number, size: number): number =>
  Math.sqrt((frequency === 0 ? 1 : 2) / size) * Math.cos((Math.PI * frequency * (at + 0.5)) / size);
