import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { scoresOf, trainCritic, type Critic, type Pairs } from './critic.ts';
import { CRITIC_SETTINGS, embeddingInformation, type EmbeddingPairs } from './embedding-information.ts';
import { ESTIMATORS, symmetricInfoNce, type Estimator, type EstimatorId } from './estimators.ts';
import { fitLinearGaussian, logLikelihoods } from './linear-gaussian.ts';
import { cosineScores, logMeanExpOfOthers, meanOfPairs } from './score-matrix.ts';
import { whiten, whiteningOf } from './whitening.ts';

const IDS = Object.keys(ESTIMATORS) as EstimatorId[];
const TRAINABLE = IDS.filter((id) => ESTIMATORS[id].gradient !== undefined);

/** Pairs of `dims` numbers that correlate by `rho`, each with its own partner. */
function gaussianPairs(n: number, dims: number, rho: number, ...key: (string | number)[]): Pairs {
  const rng = rngOf('pairs', ...key);
  const x = Float64Array.from({ length: n * dims }, () => rng.normal());
  return { x, y: x.map((value) => rho * value + Math.sqrt(1 - rho * rho) * rng.normal()), n };
}

/** ln p(x, y) / p(x) p(y) of all pairs, plus `shift`: the best critic of most bounds. */
function truthScores({ x, y, n }: Pairs, dims: number, rho: number, shift: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => {
    let sum = shift;
    for (let d = 0; d < dims; d++) {
      const [a, b] = [x[Math.floor(k / n) * dims + d]!, y[(k % n) * dims + d]!];
      sum +=
        (rho * a * b - (rho * rho * (a * a + b * b)) / 2) / (1 - rho * rho) - Math.log(1 - rho * rho) / 2;
    }
    return sum;
  });
}

const information = (dims: number, rho: number): number => (-dims * Math.log(1 - rho * rho)) / 2;

describe('estimates with the best critic there is', () => {
  const [dims, rho, n] = [2, 0.7, 400];
  const truth = information(dims, rho); // 0.673 nats
  const meanOf = (id: EstimatorId, shift: number): number => {
    let sum = 0;
    for (let seed = 0; seed < 6; seed++)
      sum +=
        ESTIMATORS[id].estimate(truthScores(gaussianPairs(n, dims, rho, seed), dims, rho, shift), n).nats / 6;
    return sum;
  };

  it.each([
    ['info-nce', 0],
    ['nwj', 1],
    ['mine', 0],
    ['club', 0],
  ] as const)('%s comes near the truth', (id, shift) => {
    // CLUB with the true conditional is E ln p(y|x) on pairs minus off pairs: the truth and the reverse divergence.
    const expected = id === 'club' ? (dims * rho * rho) / (1 - rho * rho) : truth;
    expect(Math.abs(meanOf(id, shift) - expected)).toBeLessThan(id === 'club' ? 0.12 : 0.07);
  });

  it('is an upper bound for CLUB', () => {
    expect(meanOf('club', 0)).toBeGreaterThan(truth);
  });
});

describe('InfoNCE', () => {
  it('is ln N + the mean log-softmax of the diagonal, and ends at ln N', () => {
    const scores = [2, 0, 1, 1, 3, 0, 0, 0, 0.5];
    const slow = [0, 1, 2].map((i) => {
      const row = scores.slice(i * 3, i * 3 + 3);
      return row[i]! - Math.log(row.reduce((sum, score) => sum + Math.exp(score), 0));
    });
    const { nats, ceiling } = ESTIMATORS['info-nce'].estimate(scores, 3);
    expect(nats).toBeCloseTo(Math.log(3) + (slow[0]! + slow[1]! + slow[2]!) / 3, 12);
    expect(ceiling).toBeCloseTo(Math.log(3), 12);
    expect(ESTIMATORS['info-nce'].estimate([1, 1, 1, 1], 2).nats).toBeCloseTo(0, 12);
  });

  it('stays finite with the scores that make document 000’s version overflow', () => {
    const rng = rngOf('overflow');
    const [a, b] = [0, 1].map(() => Float64Array.from({ length: 32 * 512 }, () => rng.normal()));
    const scores = new Float64Array(32 * 32);
    for (let i = 0; i < 32; i++)
      for (let j = 0; j < 32; j++)
        for (let k = 0; k < 512; k++) scores[i * 32 + j]! += (a![i * 512 + k]! * b![j * 512 + k]!) / 0.1;
    const { nats, ceiling } = ESTIMATORS['info-nce'].estimate(scores, 32);
    expect(nats).toBeLessThan(-300);
    expect(Number.isFinite(nats)).toBe(true);
    expect(ceiling).toBeCloseTo(3.466, 3);
  });

  it('never gets above its ceiling; in both directions it is the mean of the two', () => {
    const perfect = [100, 0, 0, 0, 100, 0, 0, 0, 100];
    expect(ESTIMATORS['info-nce'].estimate(perfect, 3).nats).toBeCloseTo(Math.log(3), 12);
    const scores = [1, 5, 0, 2];
    const turned = [1, 0, 5, 2];
    const one = ESTIMATORS['info-nce'].estimate(scores, 2).nats;
    const other = ESTIMATORS['info-nce'].estimate(turned, 2).nats;
    expect(symmetricInfoNce(scores, 2).nats).toBeCloseTo((one + other) / 2, 12);
  });
});

describe('scores', () => {
  it('are cosines over τ', () => {
    expect([...cosineScores([1, 0, 0, 2], [3, 0, 0, -1], 2, 2, 0.5)]).toEqual([2, 0, 0, -2]);
  });

  it('have a mean on the diagonal and a log-mean-exp off it that does not overflow', () => {
    expect(meanOfPairs([1, 9, 9, 3], 2)).toBe(2);
    expect(logMeanExpOfOthers([0, 1, 2, 0], 2)).toBeCloseTo(Math.log((Math.E + Math.E ** 2) / 2), 12);
    expect(logMeanExpOfOthers([0, 1000, 1000, 0], 2)).toBeCloseTo(1000, 9);
  });
});

describe.each(TRAINABLE)('the gradient of %s', (id) => {
  it('is that of its estimate, by finite differences', () => {
    const estimator: Estimator = ESTIMATORS[id];
    const rng = rngOf('gradient', id);
    const scores = Float64Array.from({ length: 25 }, () => rng.normal());
    const gradient = estimator.gradient!(scores, 5, { logMean: null });
    for (let k = 0; k < 25; k++) {
      const moved = (by: number): number => {
        const other = scores.slice();
        other[k]! += by;
        return estimator.estimate(other, 5).nats;
      };
      expect(gradient[k]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 6);
    }
  });
});

describe('trainCritic', () => {
  it('has a score that is the quadratic form, pair by pair', () => {
    const rng = rngOf('critic');
    const critic: Critic = { dx: 2, dy: 3, weights: Float64Array.from({ length: 17 }, () => rng.normal()) };
    const pairs: Pairs = {
      x: Float64Array.from({ length: 8 }, () => rng.normal()),
      y: Float64Array.from({ length: 12 }, () => rng.normal()),
      n: 4,
    };
    const w = critic.weights;
    scoresOf(critic, pairs).forEach((score, at) => {
      const x = pairs.x.subarray(Math.floor(at / 4) * 2, Math.floor(at / 4) * 2 + 2);
      const y = pairs.y.subarray((at % 4) * 3, (at % 4) * 3 + 3);
      let expected = w[16]!;
      x.forEach((value, k) => {
        expected += w[6 + k]! * value + w[11 + k]! * value * value;
        y.forEach((other, m) => (expected += w[k * 3 + m]! * value * other));
      });
      y.forEach((value, m) => (expected += w[8 + m]! * value + w[13 + m]! * value * value));
      expect(score).toBeCloseTo(expected, 10);
    });
  });

  it.each(TRAINABLE)('comes near the truth on unseen Gaussian pairs with %s', (id) => {
    const truth = information(3, 0.7);
    const training = gaussianPairs(2000, 3, 0.7, 'train');
    const critic = trainCritic(
      ESTIMATORS[id],
      training,
      { dx: 3, dy: 3 },
      { steps: 500, batch: 64 },
      rngOf(id),
    );
    const unseen = gaussianPairs(300, 3, 0.7, 'unseen');
    const { nats } = ESTIMATORS[id].estimate(scoresOf(critic, unseen), 300);
    expect(nats).toBeGreaterThan(0.75 * truth);
    expect(nats).toBeLessThan(1.15 * truth);
  });
});

describe('fitLinearGaussian', () => {
  it('finds the slope and the variance, and the likelihood that goes with them', () => {
    const pairs = gaussianPairs(4000, 1, 0.8, 'slope');
    const fit = fitLinearGaussian(pairs, 1, 1);
    expect(fit.map[0]).toBeCloseTo(0.8, 1);
    expect(fit.variance[0]).toBeCloseTo(0.36, 1);
    const few: Pairs = { x: Float64Array.of(1, -2), y: Float64Array.of(0.5, 0), n: 2 };
    const off = 0 - fit.map[0]!;
    expect(logLikelihoods(fit, few)[1]).toBeCloseTo(
      -Math.log(2 * Math.PI * fit.variance[0]!) / 2 - (off * off) / (2 * fit.variance[0]!),
      10,
    );
  });
});

describe('whitening', () => {
  it('gives uncorrelated numbers of variance 1, as many as there are directions', () => {
    const rng = rngOf('white');
    const n = 300;
    const embeddings = new Float64Array(n * 5);
    for (let i = 0; i < n; i++) {
      const [a, b] = [rng.normal(), rng.normal()];
      embeddings.set([a, 2 * b + 1, a + b, 7, -a], i * 5);
    }
    const whitening = whiteningOf(embeddings, n, 5, 4);
    expect(whitening.size).toBe(2);
    const z = whiten(whitening, embeddings, n);
    const [sums, squares] = [
      [0, 0],
      [0, 0, 0],
    ];
    for (let i = 0; i < n; i++) {
      const [p, q] = [z[i * 2]!, z[i * 2 + 1]!];
      sums[0]! += p / n;
      sums[1]! += q / n;
      squares[0]! += (p * p) / n;
      squares[1]! += (q * q) / n;
      squares[2]! += (p * q) / n;
    }
    [0, 0].forEach((value, k) => expect(sums[k]).toBeCloseTo(value, 8));
    [1, 1, 0].forEach((value, k) => expect(squares[k]).toBeCloseTo(value, 8));
  });
});

describe('embeddingInformation', () => {
  /** Two embeddings of width 10 that share 3 numbers with correlation `rho`, hidden by fixed mixtures. */
  function embeddings(n: number, rho: number, key: string): EmbeddingPairs {
    const { x, y } = gaussianPairs(n, 3, rho, key);
    const rng = rngOf('mixture');
    const mix = Float64Array.from({ length: 60 }, () => rng.normal());
    const spread = (core: Float64Array, from: number): Float64Array =>
      Float64Array.from({ length: n * 10 }, (_, k) => {
        let sum = 0;
        for (let d = 0; d < 3; d++) sum += core[Math.floor(k / 10) * 3 + d]! * mix[from + d * 10 + (k % 10)]!;
        return sum;
      });
    return { x: spread(x, 0), y: spread(y, 30), n, xWidth: 10, yWidth: 10 };
  }

  it.each(IDS)('finds what two embeddings share, and nothing where they share nothing: %s', (id) => {
    const of = (rho: number): number =>
      embeddingInformation(
        id,
        embeddings(800, rho, 'train'),
        embeddings(256, rho, 'unseen'),
        { ...CRITIC_SETTINGS, steps: 300 },
        rngOf(id),
      ).nats;
    const truth = information(3, 0.8); // 1.53
    expect(of(0.8)).toBeGreaterThan(0.7 * truth);
    expect(of(0.8)).toBeLessThan(id === 'club' ? 4 * truth : 1.2 * truth); // CLUB: ρ²/(1-ρ²) each, 5.3
    expect(Math.abs(of(0))).toBeLessThan(0.15);
  });

  it('has the logarithm of the unseen pairs as InfoNCE’s ceiling', () => {
    const pairs = embeddings(100, 0.5, 'ceiling');
    const settings = { components: 4, steps: 2, batch: 16 };
    expect(embeddingInformation('info-nce', pairs, pairs, settings, rngOf(1)).ceiling).toBeCloseTo(
      Math.log(100),
      12,
    );
    expect(embeddingInformation('nwj', pairs, pairs, settings, rngOf(1)).ceiling).toBeNull();
  });
});
