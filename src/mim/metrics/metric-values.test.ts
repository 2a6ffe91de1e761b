import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { cosineMatrix } from '../similarity.ts';
import { attentionDistance } from './attention-distance.ts';
import { attentionNmi } from './attention-nmi.ts';
import { attentionGap, groupMeans, similarityGap } from './cluster-gap.ts';
import { featureVariance } from './feature-variance.ts';
import { fourier } from './fourier.ts';
import { maskTokenVariance } from './mask-token-variance.ts';
import { probeOf, type Probe, type ProbeInput } from './metric.ts';
import { attentionChange, relationDivergence, similarityChange, softmaxRows } from './relation-change.ts';
import { similarityVariance } from './similarity-variance.ts';

/** The worked example of the notes on Self-Guided MAE. */
const six = [1, 0.1, 1, 0.2, 1, 0, 0.95, 0.15, 0.1, 1, 0.2, 1];

function probe(n: number, rest: Partial<ProbeInput>): Probe {
  const side = Math.ceil(Math.sqrt(n));
  return probeOf({
    n,
    grid: { rows: side, cols: side },
    patchPx: 16,
    positions: Uint32Array.from({ length: n }, (_, i) => i),
    width: 2,
    heads: 1,
    ...rest,
  });
}

function normals(length: number, ...key: (string | number)[]): Float32Array {
  const rng = rngOf(...key);
  return Float32Array.from({ length }, () => rng.normal());
}

const identity = (n: number): number[] =>
  Array.from({ length: n * n }, (_, k) => (Math.floor(k / n) === k % n ? 1 : 0));
const uniform = (n: number): number[] => Array.from({ length: n * n }, () => 1 / n);

describe('feature variance', () => {
  it('is 0 for equal directions of any length, 1 where they cancel out', () => {
    expect(featureVariance.measure(probe(2, { features: [1, 0, 5, 0] }), {})[0]).toBeCloseTo(0, 12);
    expect(featureVariance.measure(probe(2, { features: [1, 0, -5, 0] }), {})[0]).toBeCloseTo(1, 12);
  });

  it('is 1 - the squared length of the mean direction', () => {
    const features = normals(60, 'spread');
    const [value] = featureVariance.measure(probe(12, { features, width: 5 }), {});
    const mean = new Float64Array(5);
    for (let i = 0; i < 12; i++) {
      const row = [...features.subarray(i * 5, i * 5 + 5)];
      row.forEach((x, k) => (mean[k]! += x / Math.hypot(...row) / 12));
    }
    expect(value).toBeCloseTo(1 - Math.hypot(...mean) ** 2, 10);
  });
});

describe('similarity variance', () => {
  it('is a quarter at most, where half of the pairs are at either end', () => {
    // Four directions 0°, 0°, 90°, 90° have 2 pairs of cosine 1 and 4 of cosine 0.
    const [value] = similarityVariance.measure(probe(4, { features: [1, 0, 1, 0, 0, 1, 0, 1] }), {});
    expect(value).toBeCloseTo((1 / 3) * (2 / 3), 10);
  });

  it('is not defined where all pairs are equal', () => {
    expect(similarityVariance.measure(probe(3, { features: [1, 0, 1, 0, 1, 0] }), {})).toEqual([]);
    expect(similarityVariance.measure(probe(2, { features: [1, 0, 1, 1] }), {})).toEqual([]);
  });
});

describe('NMI of attention', () => {
  const nmi = (attention: readonly number[], n: number, heads = 1): number =>
    attentionNmi.measure(probe(n, { attention, heads }), {})[0]!;

  it('is 1 for one-to-one, 0 for uniform, .32161015 for the circulant', () => {
    expect(nmi(identity(4), 4)).toBeCloseTo(1, 5);
    expect(nmi(uniform(4), 4)).toBeCloseTo(0, 7);
    const circulant = Array.from({ length: 16 }, (_, k) => (Math.floor(k / 4) === k % 4 ? 0.7 : 0.1));
    expect(nmi(circulant, 4)).toBeCloseTo(0.32161015, 6);
  });

  it('is 0 where all queries look at the same patch, and the mean over heads', () => {
    const same = Array.from({ length: 16 }, (_, k) => (k % 4 === 2 ? 0.97 : 0.01));
    expect(nmi(same, 4)).toBeCloseTo(0, 7);
    expect(nmi([...identity(4), ...uniform(4)], 4, 2)).toBeCloseTo(0.5, 5);
  });

  it('agrees with the sum over the joint distribution', () => {
    const n = 6;
    const raw = normals(n * n, 'nmi').map(Math.abs);
    const attention = Array.from(raw, (value, k) => {
      const row = Math.floor(k / n) * n;
      return value / raw.subarray(row, row + n).reduce((a, b) => a + b, 0);
    });
    let information = 0;
    let entropy = 0;
    for (let k = 0; k < n; k++) {
      let p = 0;
      for (let q = 0; q < n; q++) p += attention[q * n + k]! / n;
      entropy -= p * Math.log(p);
      for (let q = 0; q < n; q++) {
        const joint = attention[q * n + k]! / n;
        information += joint * Math.log(joint / (p / n));
      }
    }
    expect(nmi(attention, n)).toBeCloseTo(information / Math.sqrt(Math.log(n) * entropy), 6);
  });
});

describe('attention distance', () => {
  it('is 13.65685425 px for uniform attention over 2 × 2 patches of 16 px', () => {
    expect(attentionDistance.measure(probe(4, { attention: uniform(4) }), {})[0]).toBeCloseTo(13.65685425, 7);
    expect(attentionDistance.measure(probe(4, { attention: identity(4) }), {})).toEqual([0]);
  });

  it('goes by the places of the rows, one number for each head', () => {
    const swap = [0, 1, 1, 0];
    const far = probe(2, {
      attention: [...swap, ...uniform(2)],
      heads: 2,
      grid: { rows: 4, cols: 4 },
      positions: [0, 15],
    });
    const [first, second] = attentionDistance.measure(far, {});
    expect(first).toBeCloseTo(16 * 3 * Math.SQRT2, 9);
    expect(second).toBeCloseTo(8 * 3 * Math.SQRT2, 9);
  });
});

describe('Fourier log-amplitude', () => {
  it.each([4, 5, 8])('is half of the diagonal of the two-dimensional transform, side %d', (side) => {
    const width = 3;
    const features = normals(side * side * width, 'fourier', side);
    const found = fourier.measure(probe(side * side, { features, width }), {});
    expect(found).toHaveLength(Math.ceil(side / 2));
    const amplitude = (k: number): number => {
      let sum = 0;
      for (let c = 0; c < width; c++) {
        let [re, im] = [0, 0];
        for (let y = 0; y < side; y++) {
          for (let x = 0; x < side; x++) {
            const angle = -2 * Math.PI * ((k * x) / side + (k * y) / side);
            re += features[(y * side + x) * width + c]! * Math.cos(angle);
            im += features[(y * side + x) * width + c]! * Math.sin(angle);
          }
        }
        sum += Math.log(Math.sqrt(re * re + im * im) + 1e-6) / width;
      }
      return sum;
    };
    found.forEach((value, k) => expect(value).toBeCloseTo(amplitude(k) - amplitude(0), 8));
  });

  it('is deep where features are constant over the image', () => {
    const [zero, ...rest] = fourier.measure(probe(16, { features: Array.from({ length: 32 }, () => 2) }), {});
    expect(zero).toBe(0);
    for (const value of rest) expect(value).toBeLessThan(-10);
  });
});

describe('variance of mask tokens', () => {
  it('looks at mask tokens alone', () => {
    const features = [1, 0, 0, 1, 0, -3, 9, 9];
    const [value] = maskTokenVariance.measure(probe(4, { features, hidden: [0, 1, 1, 0] }), {});
    expect(value).toBeCloseTo(1, 12);
    expect(maskTokenVariance.measure(probe(4, { features, hidden: [0, 0, 1, 0] }), {})).toEqual([]);
  });
});

describe('gap between groups', () => {
  it('has μ_intra .993055 and μ_inter .257976 in the worked example', () => {
    const [intra, inter, gap] = similarityGap.measure(probe(6, { features: six }), {});
    expect(intra).toBeCloseTo(0.993055, 6);
    expect(inter).toBeCloseTo(0.257976, 6);
    expect(gap).toBeCloseTo(0.993055 - 0.257976, 6);
  });

  it('counts attention in shares of uniform attention', () => {
    const flat = attentionGap.measure(probe(6, { features: six, attention: uniform(6) }), {});
    [1, 1, 0].forEach((value, i) => expect(flat[i]).toBeCloseTo(value, 6));
    const inside = Array.from({ length: 36 }, (_, k) => {
      const group = (i: number): boolean => i < 4;
      return group(Math.floor(k / 6)) === group(k % 6) ? 1 / (Math.floor(k / 6) < 4 ? 4 : 2) : 0;
    });
    expect(attentionGap.measure(probe(6, { features: six, attention: inside }), {})[1]).toBe(0);
  });

  it('is not defined where no group has two patches', () => {
    expect(groupMeans([1, 0.5, 0.5, 1], 2, [0, 1])).toEqual([]);
    expect(groupMeans([1, 0.5, 0.5, 1], 2, [1, 1])).toEqual([]);
  });
});

describe('change of relations', () => {
  it('is 0 without change and the divergence of the rows otherwise', () => {
    const now = probe(6, { features: six });
    const [none] = similarityChange.measure(
      probe(6, { features: six, previous: { similarity: now.similarity } }),
      { tau: 0.1 },
    );
    expect(none).toBeCloseTo(0, 10);
    expect(relationDivergence([0.5, 0.5, 0.5, 0.5], [0.25, 0.75, 0.5, 0.5], 2)).toBeCloseTo(
      (0.5 * Math.log(2) + 0.5 * Math.log(2 / 3)) / 2,
      12,
    );
  });

  it('is the mean over rows of D_KL(before ‖ now) of the softmax at τ', () => {
    const before = cosineMatrix(normals(24, 'before'), 6, 4);
    const features = normals(24, 'after');
    const after = cosineMatrix(features, 6, 4);
    const slow = (tau: number): number => {
      let sum = 0;
      for (let i = 0; i < 6; i++) {
        const row = (matrix: Float32Array): number[] => {
          const e = [...matrix.subarray(i * 6, i * 6 + 6)].map((value) => Math.exp(value / tau));
          return e.map((value) => value / e.reduce((a, b) => a + b, 0));
        };
        const q = row(after);
        row(before).forEach((p, k) => (sum += (p * Math.log(p / q[k]!)) / 6));
      }
      return sum;
    };
    for (const tau of [0.05, 0.1, 1]) {
      const given = probe(6, { features, width: 4, previous: { similarity: before } });
      expect(similarityChange.measure(given, { tau })[0]).toBeCloseTo(slow(tau), 8);
    }
    expect(slow(0.1)).toBeGreaterThan(slow(1)); // a low temperature sees more
  });

  it('stays finite at the lowest τ, for attention of exactly 0, and skips records of another size', () => {
    const rows = softmaxRows([1, -1, -1, 1], 2, 0.01);
    expect(rows[1]).toBeGreaterThan(0);
    const given = probe(2, { attention: [1, 0, 0, 1], previous: { attention: [0, 1, 0.5, 0.5] } });
    const [value] = attentionChange.measure(given, {});
    expect(value).toBeGreaterThan(1);
    expect(value).toBeLessThan(20);
    expect(
      attentionChange.measure(probe(2, { attention: [1, 0, 0, 1], previous: { attention: [1] } }), {}),
    ).toEqual([]);
  });
});
