/** @file Mutual information between two embeddings, estimated on pairs that the critic has not seen. */

import { invariant } from '../../lib/assert.ts';
import type { Rng } from '../../lib/rng.ts';
import { scoresOf, trainCritic, type Pairs } from './critic.ts';
import { ESTIMATORS, type Estimate, type Estimator, type EstimatorId } from './estimators.ts';
import { fitLinearGaussian, logLikelihoods } from './linear-gaussian.ts';
import { whiten, whiteningOf } from './whitening.ts';

/** Row i of both is one pair: the visible part of an image, and one of its hidden patches. */
export interface EmbeddingPairs {
  /** [n, xWidth]. */
  readonly x: ArrayLike<number>;
  /** [n, yWidth]. */
  readonly y: ArrayLike<number>;
  readonly n: number;
  readonly xWidth: number;
  readonly yWidth: number;
}

export interface CriticSettings {
  /** Principal components of either embedding that the critic sees. */
  readonly components: number;
  readonly steps: number;
  readonly batch: number;
}

/** Ours. */
export const CRITIC_SETTINGS: CriticSettings = { components: 16, steps: 400, batch: 64 };

/**
 * In nats, on `evaluation`, whose images must not be among those of `training`. Both embeddings are reduced to principal
 * components and whitened by the training pairs; a quadratic critic (for CLUB a linear Gaussian) is fitted to these. What
 * lower-bounds the information between embeddings lower-bounds it between what was embedded. InfoNCE's ceiling is the
 * logarithm of the number of evaluation pairs.
 */
export function embeddingInformation(
  id: EstimatorId,
  training: EmbeddingPairs,
  evaluation: EmbeddingPairs,
  settings: CriticSettings,
  rng: Rng,
): Estimate {
  invariant(training.n > 2 && evaluation.n > 1, 'too few pairs to estimate information from');
  const xs = whiteningOf(training.x, training.n, training.xWidth, settings.components);
  const ys = whiteningOf(training.y, training.n, training.yWidth, settings.components);
  const reduced = ({ x, y, n }: EmbeddingPairs): Pairs => ({ x: whiten(xs, x, n), y: whiten(ys, y, n), n });
  const dims = { dx: xs.size, dy: ys.size };
  const estimator: Estimator = ESTIMATORS[id];
  const [seen, unseen] = [reduced(training), reduced(evaluation)];
  const scores =
    estimator.gradient === undefined
      ? logLikelihoods(fitLinearGaussian(seen, dims.dx, dims.dy), unseen)
      : scoresOf(trainCritic(estimator, seen, dims, settings, rng), unseen);
  return estimator.estimate(scores, evaluation.n);
}
