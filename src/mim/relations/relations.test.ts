import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { cosineMatrix } from '../similarity.ts';
import { classAttention, meanOverHeads, patchAttention } from './attention.ts';
import { effectiveRank, hasCollapsed } from './collapse.ts';
import { bankOf, crossSimilarity, nearestPatches } from './nearest.ts';
import { patchOrder, reordered } from './order.ts';
import { featureColours } from './pca-colours.ts';
import { procrustes } from './procrustes.ts';
import { meanFeature, similarityTo } from './reference-similarity.ts';

function normals(length: number, ...key: (string | number)[]): Float32Array<ArrayBuffer> {
  const rng = rngOf(...key);
  return Float32Array.from({ length }, () => rng.normal());
}

describe('patchAttention', () => {
  const attention = [0.5, 0.25, 0.25, 0.2, 0.6, 0.2, 0.8, 0.1, 0.1, 0.2, 0.2, 0.6, 0.5, 0.5, 0, 1, 0, 0];

  it('drops the class token and scales the rows to sum 1', () => {
    const out = patchAttention(attention, 2, 2, 1);
    [0.75, 0.25, 0.5, 0.5, 1, 0, 0.5, 0.5].forEach((value, i) => expect(out[i]).toBeCloseTo(value, 6));
  });

  it('leaves a matrix without a class token as it is', () => {
    expect([...patchAttention([0.25, 0.75, 0.5, 0.5], 1, 2, 0)]).toEqual([0.25, 0.75, 0.5, 0.5]);
  });

  it('says what the class token looks at, over all heads', () => {
    const out = classAttention(attention, 2, 2, 1)!;
    expect(out[0]).toBeCloseTo((0.5 + 0.25) / 2, 6);
    expect(out[0]! + out[1]!).toBeCloseTo(1, 6);
    expect(classAttention(attention, 2, 3, 0)).toBeNull();
  });

  it('averages over heads', () => {
    expect([...meanOverHeads([1, 2, 3, 4], 2, 2)]).toEqual([2, 3]);
  });
});

describe('similarityTo', () => {
  it('is the cosine to the vector; 0 for rows of zeros', () => {
    const features = [1, 0, 0, 2, -3, 0, 0, 0];
    expect([...similarityTo(features, 4, 2, [5, 0])]).toEqual([1, 0, -1, 0]);
  });

  it('agrees with the row of the cosine matrix where the vector is one of the rows', () => {
    const features = normals(10 * 7, 'rows');
    const matrix = cosineMatrix(features, 10, 7);
    const to3 = similarityTo(features, 10, 7, features.subarray(21, 28));
    to3.forEach((value, i) => expect(value).toBeCloseTo(matrix[30 + i]!, 6));
  });

  it('has the mean of the rows as they are', () => {
    expect([...meanFeature([1, 2, 3, 6], 2, 2)]).toEqual([2, 4]);
  });
});

describe('nearestPatches', () => {
  it('finds what a full sort finds, without the images that are left out', () => {
    const features = normals(5 * 6 * 4, 'bank');
    const query = normals(4, 'query');
    const found = nearestPatches(bankOf(features, 5, 6, 4), query, 7, (image) => image !== 2);
    const cosines = similarityTo(features, 30, 4, query);
    const expected = Array.from(cosines, (cosine, row) => ({ cosine, row }))
      .filter(({ row }) => Math.floor(row / 6) !== 2)
      .toSorted((a, b) => b.cosine - a.cosine)
      .slice(0, 7);
    expect(found.map(({ image, patch }) => image * 6 + patch)).toEqual(expected.map(({ row }) => row));
    found.forEach(({ cosine }, k) => expect(cosine).toBeCloseTo(expected[k]!.cosine, 6));
  });

  it('takes the first of equals, and no more than there are', () => {
    const bank = bankOf([1, 0, 1, 0, 1, 0], 3, 1, 2);
    expect(nearestPatches(bank, [2, 0], 2).map(({ image }) => image)).toEqual([0, 1]);
    expect(nearestPatches(bank, [2, 0], 9)).toHaveLength(3);
    expect(nearestPatches(bank, [2, 0], 0)).toHaveLength(0);
  });

  it('compares two images patch by patch', () => {
    expect([...crossSimilarity([1, 0, 0, 1], 2, [2, 0, -1, 0, 0, 3], 3, 2)]).toEqual([1, -1, 0, 0, 0, 1]);
  });
});

describe('patchOrder', () => {
  it('keeps the image’s order, or puts visible patches before hidden ones', () => {
    expect([...patchOrder('raster', 3, [], [])]).toEqual([0, 1, 2]);
    expect([...patchOrder('hidden', 5, [], [1, 0, 1, 0, 0])]).toEqual([1, 3, 4, 0, 2]);
  });

  it('turns interleaved groups into blocks', () => {
    const matrix = Float32Array.from({ length: 36 }, (_, k) =>
      Math.floor(k / 6) % 2 === (k % 6) % 2 ? 1 : 0.1,
    );
    const blocks = reordered(matrix, 6, patchOrder('cluster', 6, matrix, []));
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 6; j++) expect(blocks[i * 6 + j]).toBeCloseTo(i < 3 === j < 3 ? 1 : 0.1, 6);
  });
});

describe('collapse', () => {
  it('is called where nearly all pairs are alike', () => {
    const alike = Float32Array.from({ length: 400 }, (_, k) => (Math.floor(k / 20) === k % 20 ? 1 : 0.96));
    expect(hasCollapsed(alike, 20)).toBe(true);
    expect(
      hasCollapsed(
        alike.map((value) => value * 0.98),
        20,
      ),
    ).toBe(false);
    expect(hasCollapsed([1], 1)).toBe(false);
  });

  it('counts directions: one for parallel rows, n for orthogonal ones', () => {
    expect(effectiveRank([1, 2, 2, 4, -3, -6], 3, 2)).toBeCloseTo(1, 5);
    expect(effectiveRank([1, 0, 0, 0, 5, 0, 0, 0, 0.1], 3, 3)).toBeCloseTo(3, 10);
    expect(effectiveRank([0, 0, 0, 0], 2, 2)).toBe(0);
  });
});

describe('procrustes', () => {
  it('returns a rotation as it is, and the rotation of a stretched one', () => {
    const turn = [0.8, -0.6, 0.6, 0.8];
    procrustes(turn, 2).forEach((value, i) => expect(value).toBeCloseTo(turn[i]!, 12));
    procrustes([1.6, -1.2, 1.2, 1.6], 2).forEach((value, i) => expect(value).toBeCloseTo(turn[i]!, 12));
  });

  it.each([0, 1, 2, 3])('is orthogonal and beats a thousand random rotations, rank %d', (rank) => {
    const m = new Float64Array(9);
    for (let r = 0; r < rank; r++) {
      const u = normals(3, 'u', r);
      const v = normals(3, 'v', r);
      for (let i = 0; i < 9; i++) m[i]! += u[Math.floor(i / 3)]! * v[i % 3]!;
    }
    const q = procrustes(m, 3);
    const trace = (x: ArrayLike<number>): number => m.reduce((sum, value, i) => sum + value * x[i]!, 0);
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) {
        let dot = 0;
        for (let k = 0; k < 3; k++) dot += q[a * 3 + k]! * q[b * 3 + k]!;
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 9);
      }
    for (let seed = 0; seed < 1000; seed++)
      expect(trace(procrustes(normals(9, 'turn', seed), 3))).toBeLessThanOrEqual(trace(q) + 1e-9);
  });
});

describe('featureColours', () => {
  const n = 40;
  /** Points with deviations 5, 3 and 2 along the first axes and a little noise elsewhere. */
  const features = (width: number): Float32Array<ArrayBuffer> =>
    normals(n * width, 'points', width).map((value, i) => value * ([5, 3, 2][i % width] ?? 0.01) + 7);

  it.each([4, 80])('finds the three axes of largest variance, width %d', (width) => {
    const { basis, explained } = featureColours(features(width), n, width);
    const energy = (axes: number): number =>
      Array.from({ length: 3 * width }, (_, i) => (i % width < axes ? basis[i]! ** 2 : 0)).reduce(
        (a, b) => a + b,
      );
    expect(energy(3)).toBeCloseTo(3, 2);
    expect(explained).toBeGreaterThan(0.99);
    expect(explained).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('keeps colours where directions swap their order and sign between two steps', () => {
    const before = features(6);
    const after = before.map((value, i) => value * (i % 6 === 0 ? 0.55 : 1)); // the first axis is now the second
    const first = featureColours(before, n, 6);
    const jumping = featureColours(after, n, 6);
    const steady = featureColours(
      after,
      n,
      6,
      first.basis.map((value) => value),
    );
    const apart = (a: Uint8Array, b: Uint8Array): number =>
      a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
    expect(apart(first.rgb, steady.rgb)).toBeLessThan(20);
    expect(apart(first.rgb, jumping.rgb)).toBeGreaterThan(40);
  });

  it('answers the same colours when asked again with its own basis', () => {
    const first = featureColours(features(6), n, 6);
    const again = featureColours(features(6), n, 6, first.basis);
    again.basis.forEach((value, i) => expect(value).toBeCloseTo(first.basis[i]!, 9));
    expect(again.rgb).toEqual(first.rgb);
  });

  it('is grey where all patches are equal, and starts anew where the width changed', () => {
    const grey = featureColours(new Float32Array(20).fill(3), 5, 4);
    expect([...grey.rgb]).toEqual(Array.from({ length: 15 }, () => 128));
    expect(grey.explained).toBe(0);
    const other = featureColours(features(4), n, 4, new Float64Array(15));
    expect(other.basis).toEqual(featureColours(features(4), n, 4).basis);
  });

  it('uses the whole range of every channel', () => {
    const { rgb } = featureColours(features(6), n, 6);
    for (let c = 0; c < 3; c++) {
      const channel = [...rgb].filter((_, i) => i % 3 === c);
      expect(Math.min(...channel)).toBe(0);
      expect(Math.max(...channel)).toBe(255);
    }
  });
});
