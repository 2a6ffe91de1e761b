/** @file The reconstruction loss of a guess without a model: what a model must beat. */

import { invariant } from '../lib/assert.ts';
import { padded } from '../lib/padded.ts';
import type { PatchMask } from '../mim/grid.ts';
import { targetOf } from '../mim/targets/index.ts';
import { numberOf, type TargetPlace } from '../mim/targets/target.ts';
import type { Model } from '../model/model.ts';
import { columnsOf } from '../model/objective.ts';
import { errorOf } from '../ops/masked-loss/masked-loss.ts';

export interface BaselineInputs {
  /** [B N, P], normalised pixels. */
  readonly patches: Float32Array;
  readonly masks: readonly PatchMask[];
  /** [B N], as the loss has them. */
  readonly lossWeight: ArrayLike<number>;
  readonly tensor: TargetPlace['tensor'];
}

/** The error of one number of the target, at its place k in a patch. */
type ErrorAt = (k: number, value: number) => number;

/**
 * In every hidden patch the mean of the target over the image's visible patches: of pixels their mean colour, of classes
 * their shares among the visible (with one more of each), of other numbers each one's mean. Of a normalised target, whose
 * patches have mean 0, it is 0.
 */
export function baselineLoss(model: Model, { patches, masks, lossWeight, tensor }: BaselineInputs): number {
  const { shape, tokens } = model;
  const { errors: columns } = columnsOf(shape.objective, shape);
  const width = padded(columns);
  const encoded = model.encode(patches, tensor);
  let sum = 0;
  masks.forEach((mask, b) => {
    const own = encoded.subarray(b * tokens * width, (b + 1) * tokens * width);
    const errorAt = guessFor(model, { own, mask, columns, width });
    for (let i = 0; i < tokens; i++) {
      const weight = lossWeight[b * tokens + i]!;
      if (weight === 0) continue;
      for (let k = 0; k < columns; k++) sum += weight * errorAt(k, own[i * width + k]!);
    }
  });
  return sum;
}

interface ImageTarget {
  /** [N, width], of which `columns` count. */
  readonly own: Float32Array;
  readonly mask: PatchMask;
  readonly columns: number;
  readonly width: number;
}

function guessFor({ shape }: Model, image: ImageTarget): ErrorAt {
  const { target, loss } = shape.objective;
  if (loss.id === 'cross-entropy') return classGuess(image, numberOf(target, 'bins'));
  const { id, beta = 1 } = loss;
  const period = targetOf(target.id).pixelSide(shape.patch, target) === null ? image.columns : 3;
  const guess = target.id === 'normalized-pixels' ? new Float64Array(period) : visibleMeans(image, period);
  return (k, value) => errorOf(id, Number(beta), guess[k % period]! - value)[0];
}

/** Means of the visible patches' numbers, k and k + period in one. */
function visibleMeans({ own, mask, columns, width }: ImageTarget, period: number): Float64Array {
  const means = new Float64Array(period);
  const counts = new Float64Array(period);
  mask.forEach((hidden, i) => {
    if (hidden === 1) return;
    for (let k = 0; k < columns; k++) {
      means[k % period]! += own[i * width + k]!;
      counts[k % period]! += 1;
    }
  });
  invariant(
    counts.every((count) => count > 0),
    'a patch stays visible',
  );
  return means.map((sum, k) => sum / counts[k]!);
}

function classGuess({ own, mask, columns, width }: ImageTarget, bins: number): ErrorAt {
  const counts = new Float64Array(3 * bins).fill(1);
  let total = bins;
  mask.forEach((hidden, i) => {
    if (hidden === 1) return;
    for (let k = 0; k < columns; k++) counts[(k % 3) * bins + own[i * width + k]!]! += 1;
    total += columns / 3;
  });
  return (k, value) => -Math.log(counts[(k % 3) * bins + value]! / total);
}
