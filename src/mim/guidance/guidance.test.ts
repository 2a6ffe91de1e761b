import { describe, expect, it } from 'vitest';
import { defaultsOf, issueOf, type Param } from '../../lib/params.ts';
import { rngOf } from '../../lib/rng.ts';
import { hiddenCount, maskFrom } from '../grid.ts';
import { FeatureMean } from '../relations/centre.ts';
import { cosineMatrix } from '../similarity.ts';
import { symmetricEigen } from '../symmetric-eigen.ts';
import { affinityOf } from './affinity.ts';
import { attentionGuidedMask, attentionReceived } from './attention-guided.ts';
import { bipartition, ncutOf, type Split } from './bipartition.ts';
import { byLot, highest, rescaled } from './draw.ts';
import { hintShareAt, revealHints } from './hints.ts';
import { objectSide } from './object-side.ts';
import { relevanceOf } from './relevance.ts';
import { guidanceOf, guidanceOfFeatures, SELF_GUIDED_PARAMS, selfGuidedMask } from './self-guided.ts';
import { guidanceBegins } from './trigger.ts';

/** The worked example of the notes on Self-Guided MAE. */
const six = cosineMatrix([1, 0.1, 1, 0.2, 1, 0, 0.95, 0.15, 0.1, 1, 0.2, 1], 6, 2);
const values = defaultsOf(SELF_GUIDED_PARAMS);
const grid8 = { rows: 8, cols: 8 };

/** Random features around two centres, the second for the patches of `object`; `spread` is the noise's deviation. */
function scene(object: ArrayLike<number>, spread: number, seed: number): Float32Array<ArrayBuffer> {
  const rng = rngOf('scene', seed);
  const width = 16;
  const centres = Array.from({ length: 2 * width }, () => rng.normal());
  const features = Float32Array.from(
    { length: object.length * width },
    (_, i) => centres[object[Math.floor(i / width)]! * width + (i % width)]! + spread * rng.normal(),
  );
  return cosineMatrix(features, object.length, width);
}

/** 1 in a 4 × 4 square in the middle of 8 × 8. */
const square = Uint8Array.from({ length: 64 }, (_, i) =>
  [2, 3, 4, 5].includes(Math.floor(i / 8)) && [2, 3, 4, 5].includes(i % 8) ? 1 : 0,
);

describe('affinityOf', () => {
  it('keeps what is above the threshold and cuts the rest down to 1e-5', () => {
    expect([...affinityOf([1, -0.5, 0.3, 1], 2, 'clamped', 0)]).toEqual([1, 1e-5, 0.3, 1]);
    expect([...affinityOf([1, -0.5, 0.3, 1], 2, 'clamped', 0.4)]).toEqual([1, 1e-5, 1e-5, 1]);
    expect([...affinityOf([1, 0.2, 0.3, 1], 2, 'binary', 0.2)]).toEqual([1, 1e-5, 1, 1]);
  });
});

describe('bipartition', () => {
  it('has λ, y₁, split, peak and Ncut of the worked example', () => {
    const { side, peak, lambda, vector, ncut } = bipartition(affinityOf(six, 6, 'clamped', 0), 6, 'mean');
    expect(lambda).toBeCloseTo(0.445674, 5);
    [-0.22005, -0.164359, -0.282088, -0.187098, 0.696778, 0.569636].forEach((value, i) =>
      expect((vector[i]! / vector[4]!) * 0.696778).toBeCloseTo(value, 4),
    );
    expect([...side]).toEqual([0, 0, 0, 0, 1, 1]);
    expect(peak).toBe(4);
    expect(ncut).toBeCloseTo(0.45569333, 6);
  });

  it.each(['mean', 'zero', 'best'] satisfies Split[])('gives both groups a member, split at %s', (split) => {
    for (let seed = 0; seed < 30; seed++) {
      const rng = rngOf('groups', seed);
      const n = 2 + rng.int(20);
      const matrix = cosineMatrix(
        Float32Array.from({ length: n * 5 }, () => rng.normal()),
        n,
        5,
      );
      const { side, peak } = bipartition(affinityOf(matrix, n, 'clamped', 0), n, split);
      expect(new Set(side)).toEqual(new Set([0, 1]));
      expect(split === 'best' || side[peak] === 1).toBe(true);
    }
  });

  it.each([16, 64, 256])('has the eigenpair of a dense solver on random graphs of %d patches', (n) => {
    for (let seed = 0; seed < (n > 100 ? 1 : 4); seed++) {
      const rng = rngOf('graph', n, seed);
      const features = Float32Array.from({ length: n * 12 }, () => rng.normal() + 0.3);
      const weights = affinityOf(cosineMatrix(features, n, 12), n, seed % 2 ? 'binary' : 'clamped', 0.1);
      const degrees = Float64Array.from({ length: n }, (_, i) =>
        weights.subarray(i * n, (i + 1) * n).reduce((a, b) => a + b, 0),
      );
      const laplacian = weights.map((weight, k) => {
        const i = Math.floor(k / n);
        return (i === k % n ? 1 : 0) - weight / Math.sqrt(degrees[i]! * degrees[k % n]!);
      });
      const dense = symmetricEigen(laplacian, n);
      const { lambda, vector } = bipartition(weights, n, 'mean');
      expect(lambda).toBeCloseTo(dense.values[1]!, 9);
      for (let i = 0; i < n; i++) {
        let residual = degrees[i]! * (1 - lambda) * vector[i]!; // (D - W) y = λ D y
        for (let j = 0; j < n; j++) residual -= weights[i * n + j]! * vector[j]!;
        expect(Math.abs(residual)).toBeLessThan(1e-8);
      }
    }
  });

  it('finds the smallest Ncut of all splits of the sorted vector', () => {
    for (let seed = 0; seed < 10; seed++) {
      const n = 14;
      const rng = rngOf('best', seed);
      const features = Float32Array.from({ length: n * 4 }, () => rng.normal());
      const weights = affinityOf(cosineMatrix(features, n, 4), n, 'clamped', 0);
      const { vector, ncut } = bipartition(weights, n, 'best');
      const all = [...vector].toSorted((a, b) => a - b).slice(0, -1);
      const slow = all.map((at) =>
        ncutOf(
          weights,
          n,
          [...vector].map((value) => (value > at ? 1 : 0)),
        ),
      );
      expect(ncut).toBeCloseTo(Math.min(...slow), 10);
      expect(ncut).toBeGreaterThanOrEqual(bipartition(weights, n, 'best').lambda - 1e-9); // λ bounds every cut
    }
  });

  it('recovers a square of another texture', () => {
    const weights = affinityOf(scene(square, 0.4, 1), 64, 'clamped', 0);
    const { side } = bipartition(weights, 64, 'mean');
    expect([[...square].join(''), [...square].map((bit) => 1 - bit).join('')]).toContain([...side].join(''));
  });
});

describe('objectSide', () => {
  it('takes the peak’s group, the smaller one or the one further inside', () => {
    const around = square.map((bit) => 1 - bit);
    expect(objectSide({ side: around }, grid8, 'peak')).toEqual(around);
    expect(objectSide({ side: around }, grid8, 'smaller')).toEqual(square);
    expect(objectSide({ side: around }, grid8, 'inner')).toEqual(square);
    expect(objectSide({ side: square }, grid8, 'inner')).toEqual(square);
  });
});

describe('relevanceOf', () => {
  it('is the mean similarity to the object’s other patches', () => {
    const matrix = [1, 0.5, -0.2, 0.5, 1, 0.1, -0.2, 0.1, 1];
    [0.5, 0.5, -0.05].forEach((value, i) =>
      expect(relevanceOf(matrix, 3, [1, 1, 0])[i]).toBeCloseTo(value, 6),
    );
    [1, 0.5, -0.2].forEach((value, i) => expect(relevanceOf(matrix, 3, [1, 0, 0])[i]).toBeCloseTo(value, 6));
  });
});

describe('drawing patches', () => {
  it('takes the highest scores and mixes equal ones', () => {
    expect([...highest([0.1, 0.9, 0.5, 0.7], [0, 1, 2, 3], 2, rngOf('top'))]).toEqual([1, 3]);
    expect([...highest([0.1, 0.9, 0.5, 0.7], [0, 2, 3], 2, rngOf('top'))]).toEqual([3, 2]);
    const firsts = new Set(
      Array.from({ length: 60 }, (_, seed) => highest([1, 1, 1, 1], [0, 1, 2, 3], 1, rngOf(seed))[0]),
    );
    expect(firsts.size).toBe(4);
  });

  it('draws in proportion to the weights', () => {
    const counts = [0, 0, 0];
    for (let seed = 0; seed < 4000; seed++) counts[byLot([1, 3, 0], [0, 1, 2], 1, rngOf('lot', seed))[0]!]!++;
    expect(counts[2]).toBe(0);
    expect(counts[1]! / 4000).toBeGreaterThan(0.72); // 0.75, four deviations of 0.0068
    expect(counts[1]! / 4000).toBeLessThan(0.78);
    expect([...byLot([0, 0, 1], [0, 1, 2], 3, rngOf(1))][0]).toBe(2);
  });

  it('scales scores to 0..1 over the candidates', () => {
    expect([...rescaled([5, 1, 3, 9], [0, 1, 2])].slice(0, 3)).toEqual([1, 0, 0.5]);
    expect([...rescaled([2, 2], [0, 1])]).toEqual([1, 1]);
  });
});

describe('revealHints', () => {
  const mask = maskFrom(Array.from({ length: 64 }, (_, i) => (i < 48 ? 1 : 0)));
  const scores = Float32Array.from({ length: 64 }, (_, i) => 1 - i / 64);

  it.each(['random', 'similarity'] as const)('reveals hidden patches only, and refills: %s', (rule) => {
    for (let seed = 0; seed < 40; seed++) {
      const { mask: hinted, hints } = revealHints(mask, scores, 0.1, rule, true, rngOf(rule, seed));
      expect(hints).toHaveLength(4);
      expect(new Set(hints).size).toBe(4);
      for (const i of hints) {
        expect(mask[i]).toBe(1);
        expect(hinted[i]).toBe(0);
      }
      expect(hiddenCount(hinted)).toBe(48);
      const bare = revealHints(mask, scores, 0.1, rule, false, rngOf(rule, seed)).mask;
      expect(hiddenCount(bare)).toBe(44);
    }
  });

  it('reveals similar patches more often where it goes by similarity', () => {
    const meanOf = (rule: 'random' | 'similarity'): number => {
      let sum = 0;
      for (let seed = 0; seed < 300; seed++)
        for (const i of revealHints(mask, scores, 0.1, rule, true, rngOf(seed)).hints) sum += i / 1200;
      return sum;
    };
    expect(meanOf('random')).toBeGreaterThan(22);
    expect(meanOf('random')).toBeLessThan(25);
    expect(meanOf('similarity')).toBeLessThan(18); // a third of the way, 15.7, in expectation
  });

  it('refills no more than there are, and changes nothing at share 0', () => {
    const nearly = maskFrom([1, 1, 1, 1, 1, 1, 1, 0]);
    const half = revealHints(nearly, scores, 0.5, 'random', true, rngOf(3));
    expect(half.hints).toHaveLength(3);
    expect(hiddenCount(half.mask)).toBe(5);
    expect(revealHints(mask, scores, 0, 'similarity', true, rngOf(3)).mask).toEqual(mask);
  });

  it('follows a line from the first share to the last', () => {
    expect(hintShareAt(0, 0.1, 0.05)).toBe(0.1);
    expect(hintShareAt(0.5, 0.1, 0.05)).toBeCloseTo(0.075, 12);
    expect(hintShareAt(7, 0.1, 0.05)).toBeCloseTo(0.05, 12);
  });
});

describe('selfGuidedMask', () => {
  it.each(Object.entries<Param>(SELF_GUIDED_PARAMS))('allows the default of %s', (_name, param) => {
    expect(issueOf(param, param.default)).toBeUndefined();
  });

  it('hides the object first, and exactly as many patches as asked', () => {
    const noHints = { ...values, hintsAtStart: 0, object: 'smaller' } as const;
    const { object, relevance } = guidanceOf(scene(square, 0.4, 2), grid8, noHints);
    expect(object).toEqual(square);
    const { mask, hints } = selfGuidedMask(relevance, 16, noHints, 0, rngOf('mask'));
    expect([...mask]).toEqual([...square]);
    expect(hints).toHaveLength(0);
    const most = selfGuidedMask(relevance, 48, noHints, 0, rngOf('mask')).mask;
    expect(hiddenCount(most)).toBe(48);
    square.forEach((bit, i) => expect(most[i]! >= bit).toBe(true));
  });

  it('finds the object in features that share a large part, once that is taken out', () => {
    const width = 16;
    const rng = rngOf('shared');
    const shared = Array.from({ length: 64 * width }, () => 12 * rng.normal()); // of every place
    const centres = Array.from({ length: 2 * width }, () => rng.normal());
    const image = (object: ArrayLike<number>): Float32Array =>
      Float32Array.from(shared, (value, k) => {
        const group = object[Math.floor(k / width)]!;
        return value + centres[group * width + (k % width)]! + 0.4 * rng.normal();
      });
    const mean = new FeatureMean('place');
    for (let other = 0; other < 40; other++)
      mean.add(image(Uint8Array.from({ length: 64 }, () => rng.int(2))), 64, width);
    const small = { ...values, object: 'smaller' } as const;
    const features = image(square);
    const found = guidanceOfFeatures(features, width, mean, grid8, small).object;
    const raw = guidanceOf(cosineMatrix(features, 64, width), grid8, small).object;
    const agreement = (object: Uint8Array): number =>
      object.filter((bit, i) => bit === square[i]).length / 64;
    expect(agreement(found)).toBe(1);
    expect(agreement(raw)).toBeLessThan(0.9);
  });

  it('overlaps with the object more than random masks do, even in noise and by lot', () => {
    const shareOf = (draw: 'highest' | 'lot'): number => {
      let inside = 0;
      for (let seed = 0; seed < 20; seed++) {
        const chosen = { ...values, draw, object: 'smaller' } as const;
        const { relevance } = guidanceOf(scene(square, 1, seed), grid8, chosen);
        const { mask } = selfGuidedMask(relevance, 32, chosen, 0, rngOf('noisy', seed));
        expect(hiddenCount(mask)).toBe(32);
        inside += mask.reduce((sum, bit, i) => sum + (bit & square[i]!), 0) / 16 / 20;
      }
      return inside;
    };
    expect(shareOf('highest')).toBeGreaterThan(0.8); // random: 0.5
    expect(shareOf('lot')).toBeGreaterThan(0.55);
  });
});

describe('attentionGuidedMask', () => {
  const scores = [0.1, 0.4, 0.05, 0.3, 0.15];

  it('hides the most or the least attended patches', () => {
    expect([...attentionGuidedMask(scores, 2, 'high', 0, rngOf(1))]).toEqual([0, 1, 0, 1, 0]);
    expect([...attentionGuidedMask(scores, 2, 'low', 0, rngOf(1))]).toEqual([1, 0, 1, 0, 0]);
  });

  it('shows some of the most attended and hides the next ones instead', () => {
    for (let seed = 0; seed < 20; seed++) {
      const mask = attentionGuidedMask(scores, 2, 'hint', 0.2, rngOf(seed));
      expect(hiddenCount(mask)).toBe(2);
      expect(mask[4]).toBe(1);
      expect(mask[1]! + mask[3]!).toBe(1);
    }
  });

  it('counts the attention that a patch receives', () => {
    [0.3, 0.7].forEach((value, i) =>
      expect(attentionReceived([0.5, 0.5, 0.1, 0.9], 2)[i]).toBeCloseTo(value, 6),
    );
  });
});

describe('guidanceBegins', () => {
  it('waits for the mask tokens to overtake, or for the chosen step', () => {
    expect(guidanceBegins(500, 0, null)).toBe(false);
    expect(guidanceBegins(500, 0, { fromVisible: 0.5, fromMask: 0.5 })).toBe(false);
    expect(guidanceBegins(500, 0, { fromVisible: 0.47, fromMask: 0.53 })).toBe(true);
    expect(guidanceBegins(99, 100, { fromVisible: 0, fromMask: 1 })).toBe(false);
    expect(guidanceBegins(100, 100, null)).toBe(true);
  });
});
