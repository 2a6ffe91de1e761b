import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { barberAgakov, gaussianCrossEntropy, gaussianEntropy } from './barber-agakov.ts';
import { bootstrapRatio } from './bootstrap.ts';
import { cholesky, logDetOf } from './cholesky.ts';
import { covarianceOf } from './covariance.ts';
import {
  bitsOfR2,
  bitsPerPixel,
  factorizedInformation,
  jointInformation,
  type Predicted,
} from './v-information.ts';

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;

/**
 * Targets are predictions plus noise: `signal` and `noise` are deviations. With `mixed`, each number also repeats the
 * one before it.
 */
function predicted(
  rows: number,
  dims: number,
  signal: number,
  noise: number,
  seed: string,
  mixed = 0,
): Predicted & { targets: Float64Array; predictions: Float64Array } {
  const rng = rngOf('predicted', seed);
  const predictions = Float64Array.from({ length: rows * dims }, () => 3 + signal * rng.normal());
  const targets = predictions.map((value) => value + noise * rng.normal());
  for (let k = 0; k < rows * dims; k++) {
    if (k % dims === 0) continue;
    targets[k]! += mixed * targets[k - 1]!;
    predictions[k]! += mixed * predictions[k - 1]!;
  }
  return { targets, predictions, rows, dims };
}

describe('factorizedInformation', () => {
  it('is -½ ln(1 - R²) per dimension on the rows it was fitted on', () => {
    const sample = predicted(200, 5, 1, 0.5, 'in');
    let expected = 0;
    for (let d = 0; d < 5; d++) {
      const column = Array.from({ length: 200 }, (_, row) => sample.targets[row * 5 + d]!);
      const centre = mean(column);
      const variance = mean(column.map((value) => (value - centre) ** 2));
      const error = mean(column.map((value, row) => (value - sample.predictions[row * 5 + d]!) ** 2));
      expected += bitsOfR2(1 - error / variance) * Math.LN2;
    }
    expect(mean(factorizedInformation(sample, sample))).toBeCloseTo(expected, 10);
  });

  it('comes near the truth on other rows, and below 0 where the prediction misleads', () => {
    const truth = Math.log(1 + 1 / 0.25) / 2; // signal 1, noise ½, per dimension
    const nats = mean(
      factorizedInformation(predicted(500, 4, 1, 0.5, 'fit'), predicted(500, 4, 1, 0.5, 'other')),
    );
    expect(Math.abs(nats / 4 - truth)).toBeLessThan(0.05);
    const wrong = predicted(500, 4, 1, 0.5, 'other');
    wrong.predictions.reverse();
    expect(mean(factorizedInformation(predicted(500, 4, 1, 0.5, 'fit'), wrong))).toBeLessThan(0);
  });

  it('does not count flat dimensions without end', () => {
    const flat = predicted(50, 2, 1, 0.5, 'flat');
    for (let row = 0; row < 50; row++) flat.targets[row * 2] = flat.predictions[row * 2] = 0.5;
    const nats = mean(factorizedInformation(flat, flat));
    expect(Number.isFinite(nats)).toBe(true);
    expect(nats).toBeLessThan(3);
  });

  it('refuses patches of another size', () => {
    expect(() => factorizedInformation(predicted(5, 2, 1, 1, 'a'), predicted(5, 3, 1, 1, 'b'))).toThrow(
      'calibrated as 2',
    );
  });
});

describe('jointInformation', () => {
  it('is half the difference of the log-determinants on the rows it was fitted on', () => {
    const sample = predicted(300, 4, 1, 0.4, 'joint', 0.8);
    const errors = sample.targets.map((value, k) => value - sample.predictions[k]!);
    const marginal = covarianceOf(sample.targets, 300, 4, { shrinkage: 0 }).matrix;
    const residual = covarianceOf(errors, 300, 4, { shrinkage: 0, isCentred: true }).matrix;
    const expected = (logDetOf(cholesky(marginal, 4)!, 4) - logDetOf(cholesky(residual, 4)!, 4)) / 2;
    expect(mean(jointInformation(sample, sample, 4, 0))).toBeCloseTo(expected, 8);
  });

  it('counts once what a patch repeats within itself, where the factorised one counts it each time', () => {
    const rng = rngOf('repeat');
    const make = (rows: number): Predicted => {
      const targets = new Float64Array(rows * 6);
      const predictions = new Float64Array(rows * 6);
      for (let row = 0; row < rows; row++) {
        const signal = rng.normal();
        const noise = 0.5 * rng.normal();
        for (let d = 0; d < 6; d++) {
          predictions[row * 6 + d] = signal;
          targets[row * 6 + d] = signal + noise + 0.01 * rng.normal();
        }
      }
      return { targets, predictions, rows, dims: 6 };
    };
    const [fit, other] = [make(600), make(600)];
    const truth = Math.log(1 + 1 / 0.25) / 2;
    expect(Math.abs(mean(jointInformation(fit, other, 6)) - truth)).toBeLessThan(0.1);
    expect(mean(factorizedInformation(fit, other))).toBeGreaterThan(5 * truth);
  });

  it('is finite with fewer rows than numbers, thanks to shrinkage', () => {
    const nats = jointInformation(predicted(20, 48, 1, 0.5, 'few'), predicted(20, 48, 1, 0.5, 'more'), 48);
    for (const value of nats) expect(Number.isFinite(value)).toBe(true);
  });
});

describe('bitsPerPixel', () => {
  it('is the sum of bits over the hidden pixels of all images, with an interval around it', () => {
    const nats = [2, 4, 6].map((bits) => bits * 16 * Math.LN2);
    const { value, low, high } = bitsPerPixel(nats, [7, 7, 9], 16, 500, rngOf('bits'));
    expect(value).toBeCloseTo(4, 10);
    expect(low).toBeCloseTo(3, 10); // the first image alone
    expect(high).toBeCloseTo(6, 10);
  });
});

describe('bootstrapRatio', () => {
  it('has the width of the normal interval where the mean is normal', () => {
    const rng = rngOf('normal');
    const values = Array.from({ length: 400 }, () => rng.normal());
    const { value, low, high } = bootstrapRatio(
      values,
      values.map(() => 1),
      2000,
      rngOf('draws'),
    );
    const deviation = Math.sqrt(mean(values.map((x) => (x - value) ** 2)) / 400);
    expect(low).toBeCloseTo(value - 1.96 * deviation, 1);
    expect((high - low) / (2 * 1.96 * deviation)).toBeGreaterThan(0.9);
    expect((high - low) / (2 * 1.96 * deviation)).toBeLessThan(1.1);
  });

  it('covers the truth about as often as it says', () => {
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      const rng = rngOf('trial', trial);
      const values = Array.from({ length: 40 }, () => rng.normal() + 1);
      const { low, high } = bootstrapRatio(
        values,
        values.map(() => 1),
        300,
        rng,
      );
      if (low <= 1 && high >= 1) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.87);
    expect(covered / 200).toBeLessThan(0.99);
  });

  it('says nothing of no image and has equal ends for one', () => {
    expect(bootstrapRatio([], [], 10, rngOf(1)).value).toBeNaN();
    expect(bootstrapRatio([3], [2], 10, rngOf(1))).toEqual({ value: 1.5, low: 1.5, high: 1.5 });
  });
});

describe('Barber and Agakov’s bound', () => {
  it('is tight for a Gaussian with its true variance, and looser for any other', () => {
    const rho2 = 0.7;
    const truth = -Math.log(1 - rho2) / 2;
    const tight = barberAgakov(gaussianEntropy(1), gaussianCrossEntropy(1 - rho2, 1 - rho2));
    expect(tight).toBeCloseTo(truth, 12);
    for (const variance of [0.1, 0.2, 0.5, 1])
      expect(barberAgakov(gaussianEntropy(1), gaussianCrossEntropy(1 - rho2, variance))).toBeLessThan(tight);
  });
});
