/** @file The covariance of samples, pulled towards a multiple of the identity so that it can be inverted. */

export interface Covariance {
  /** [dims, dims], symmetric. */
  readonly matrix: Float64Array<ArrayBuffer>;
  readonly mean: Float64Array<ArrayBuffer>;
  /** 0..1: the weight of the identity. */
  readonly shrinkage: number;
}

interface CovarianceOptions {
  readonly shrinkage?: number;
  readonly isCentred?: boolean;
}

/** Of 256 numbers each, a millisecond. */
const SAMPLES_AT_ONCE = 16;

/**
 * samples: [count, dims]. (1 - s) S + s · (tr S / dims) · I with S the mean of the centred squares (÷ count) and s the
 * given shrinkage, or the one of least expected squared error where none is given. `mean` is subtracted, or zeros where
 * `isCentred`. About 10 ms for 1,000 samples of 64, 150 ms for 1,000 of 256.
 * Source: Ledoit & Wolf 2004, "A well-conditioned estimator for large-dimensional covariance matrices", §3.2.
 */
export function covarianceOf(
  samples: ArrayLike<number>,
  count: number,
  dims: number,
  options: CovarianceOptions = {},
): Covariance {
  const steps = covarianceSteps(samples, count, dims, options);
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}

/** The same in parts of a millisecond or so, for whoever has other things to do between them. */
export function* covarianceSteps(
  samples: ArrayLike<number>,
  count: number,
  dims: number,
  options: CovarianceOptions = {},
): Generator<undefined, Covariance> {
  const mean = new Float64Array(dims);
  if (options.isCentred !== true)
    for (let k = 0; k < count * dims; k++) mean[k % dims]! += samples[k]! / count;
  const matrix = new Float64Array(dims * dims);
  const x = new Float64Array(dims);
  let fourth = 0; // Σ ‖x‖⁴
  for (let s = 0; s < count; s++) {
    let squares = 0;
    for (let i = 0; i < dims; i++) {
      const value = samples[s * dims + i]! - mean[i]!;
      x[i] = value;
      squares += value * value;
      for (let j = 0; j <= i; j++) matrix[i * dims + j]! += value * x[j]!;
    }
    fourth += squares * squares;
    if ((s + 1) % SAMPLES_AT_ONCE === 0) yield undefined;
  }
  let trace = 0;
  let frobenius = 0;
  for (let i = 0; i < dims; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = matrix[i * dims + j]! / count;
      matrix[i * dims + j] = entry;
      frobenius += entry * entry * (i === j ? 1 : 2);
    }
    trace += matrix[i * dims + i]!;
  }
  const shrinkage = options.shrinkage ?? ledoitWolf(frobenius, trace, fourth, count, dims);
  for (let i = 0; i < dims; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = (1 - shrinkage) * matrix[i * dims + j]! + (i === j ? (shrinkage * trace) / dims : 0);
      matrix[i * dims + j] = entry;
      matrix[j * dims + i] = entry;
    }
  }
  return { matrix, mean, shrinkage };
}

/** s = min(β̄², δ²) / δ² with δ² = ‖S - m I‖² and β̄² = (1/count²) Σ ‖x xᵀ - S‖². */
function ledoitWolf(frobenius: number, trace: number, fourth: number, count: number, dims: number): number {
  const delta = frobenius - (trace * trace) / dims;
  const beta = (fourth / count - frobenius) / count;
  return delta > 0 ? Math.min(Math.max(beta, 0), delta) / delta : 1;
}
