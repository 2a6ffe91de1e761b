/** @file Bounds on mutual information from the scores of a critic. Adding one: a line in the list at the end. */

import { logMeanExpOfOthers, meanOfPairs } from './score-matrix.ts';

export interface Estimate {
  readonly nats: number;
  /** No critic can get above this; null where there is no such end. */
  readonly ceiling: number | null;
}

export interface Estimator {
  /** English; the key of its translation, as is `summary`. */
  readonly label: string;
  /** What to know before believing it. */
  readonly summary: string;
  readonly formula: string;
  readonly source: string;
  readonly bound: 'lower' | 'upper';
  /** Higher scores for true pairs make it larger; what scores mean differs, see each. scores: [n, n], n ≥ 2. */
  estimate(scores: ArrayLike<number>, n: number): Estimate;
  /** d(nats)/d(score), [n, n], for training a critic; absent where no critic is trained. */
  gradient?(scores: ArrayLike<number>, n: number, memory: Memory): Float64Array<ArrayBuffer>;
}

/** Carried from step to step by MINE's gradient. */
export interface Memory {
  /** Moving average of ln mean e^score off the diagonal; null before the first step. */
  logMean: number | null;
}

/** Of MINE's moving average, as in its paper's appendix. */
const KEEP = 0.99;

/** Nats. Rows are softmaxes over candidates: ln n + mean ln softmax_ii. */
function nceOfRows(scores: ArrayLike<number>, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let highest = -Infinity;
    for (let j = 0; j < n; j++) highest = Math.max(highest, scores[i * n + j]!);
    let total = 0;
    for (let j = 0; j < n; j++) total += Math.exp(scores[i * n + j]! - highest);
    sum += scores[i * n + i]! - highest - Math.log(total);
  }
  return Math.log(n) + sum / n;
}

/** d/d(score_ij) of {@link nceOfRows}: (δ_ij - softmax_ij) / n. */
function nceGradient(scores: ArrayLike<number>, n: number): Float64Array<ArrayBuffer> {
  const gradient = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    let highest = -Infinity;
    for (let j = 0; j < n; j++) highest = Math.max(highest, scores[i * n + j]!);
    let total = 0;
    for (let j = 0; j < n; j++) total += gradient[i * n + j] = Math.exp(scores[i * n + j]! - highest);
    for (let j = 0; j < n; j++) gradient[i * n + j] = ((i === j ? 1 : 0) - gradient[i * n + j]! / total) / n;
  }
  return gradient;
}

const infoNce: Estimator = {
  label: 'InfoNCE',
  summary:
    'Pick the true partner out of N: steady, but never above log N, which is drawn. A lower bound on the information between the two embeddings, hence between what they embed.',
  formula: 'I ≥ ln N + (1/N) Σᵢ ln softmaxⱼ(f(xᵢ, yⱼ))ᵢ',
  source: 'van den Oord et al. 2018, CPC',
  bound: 'lower',
  estimate: (scores, n) => ({ nats: nceOfRows(scores, n), ceiling: Math.log(n) }),
  gradient: nceGradient,
};

const nwj: Estimator = {
  label: 'NWJ',
  summary: 'No ceiling and no bias, but its variance grows like e to the power of the information.',
  formula: 'I ≥ E_p f − e⁻¹ E_{p⊗p} eᶠ, best at f = 1 + ln p(x,y)/p(x)p(y)',
  source: 'Nguyen, Wainwright & Jordan 2010',
  bound: 'lower',
  estimate: (scores, n) => ({
    nats: meanOfPairs(scores, n) - Math.exp(logMeanExpOfOthers(scores, n) - 1),
    ceiling: null,
  }),
  gradient: (scores, n) => contrast(scores, n, (score) => Math.exp(Math.min(score, 30) - 1)),
};

const mine: Estimator = {
  label: 'MINE',
  summary:
    'Donsker and Varadhan’s bound: no ceiling, but on few pairs it can lie above the truth, and it jumps. Its gradient divides by a moving average, which takes most of the bias away.',
  formula: 'I ≥ E_p f − ln E_{p⊗p} eᶠ',
  source: 'Belghazi et al. 2018, §3.2 for the moving average',
  bound: 'lower',
  estimate: (scores, n) => ({ nats: meanOfPairs(scores, n) - logMeanExpOfOthers(scores, n), ceiling: null }),
  gradient(scores, n, memory) {
    const now = logMeanExpOfOthers(scores, n);
    const before = memory.logMean ?? now;
    const high = Math.max(now, before);
    memory.logMean = high + Math.log(KEEP * Math.exp(before - high) + (1 - KEEP) * Math.exp(now - high));
    const logMean = memory.logMean;
    return contrast(scores, n, (score) => Math.exp(Math.min(score - logMean, 30)));
  },
};

const club: Estimator = {
  label: 'CLUB',
  summary:
    'From above: scores are log-likelihoods ln q(y|x). An upper bound only as far as q is right; here q is a linear Gaussian, so read it as a rough one.',
  formula: 'I ≤ E_p ln q(y|x) − E_{p⊗p} ln q(y|x)',
  source: 'Cheng et al. 2020',
  bound: 'upper',
  estimate(scores, n) {
    let all = 0;
    for (let k = 0; k < n * n; k++) all += scores[k]!;
    const pairs = meanOfPairs(scores, n);
    return { nats: pairs - (all - n * pairs) / (n * (n - 1)), ceiling: null };
  },
};

/** 1/n on the diagonal, minus the weight of each other pair over their number. */
function contrast(
  scores: ArrayLike<number>,
  n: number,
  weight: (score: number) => number,
): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: n * n }, (_, k) =>
    k % (n + 1) === 0 ? 1 / n : -weight(scores[k]!) / (n * (n - 1)),
  );
}

export const ESTIMATORS = { 'info-nce': infoNce, nwj, mine, club } as const satisfies Readonly<
  Record<string, Estimator>
>;
export type EstimatorId = keyof typeof ESTIMATORS;

/** The mean of both directions: x picks y, and y picks x. */
export function symmetricInfoNce(scores: ArrayLike<number>, n: number): Estimate {
  const turned = Float64Array.from({ length: n * n }, (_, k) => scores[(k % n) * n + Math.floor(k / n)]!);
  return { nats: (nceOfRows(scores, n) + nceOfRows(turned, n)) / 2, ceiling: Math.log(n) };
}
