import { describe, expect, it } from 'vitest';
import type { Site } from '../encoder.ts';
import { hiddenWeights, imageWeights, visibleWeights } from './pool-weights.ts';

const IMAGE = { side: 16, patch: 4 } as const; // 4 × 4 patches
const KEPT = [
  [0, 1, 5, 10],
  [3, 6, 9, 12],
];
const site = (own: Partial<Site>): Site => ({ sees: 'all', prefix: 0, cells: 16, span: 1, width: 8, ...own });

describe('the rows that make one vector of an image', () => {
  it('are the visible ones in the order kept, after the class token', () => {
    const weights = visibleWeights(site({ sees: 'visible', prefix: 1 }), IMAGE, KEPT);
    expect([...weights]).toEqual([0, 0.25, 0.25, 0.25, 0.25, 0, 0.25, 0.25, 0.25, 0.25]);
    expect([...imageWeights(site({ sees: 'visible', prefix: 1 }), IMAGE, KEPT)]).toEqual([
      1, 0, 0, 0, 0, 1, 0, 0, 0, 0,
    ]);
  });

  it('are those of visible patches where the encoder has all', () => {
    const weights = visibleWeights(site({}), IMAGE, KEPT);
    expect([...weights.subarray(0, 16)].flatMap((w, i) => (w > 0 ? [i] : []))).toEqual(KEPT[0]);
    expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(2, 6);
    expect(imageWeights(site({}), IMAGE, KEPT)).toEqual(weights);
  });

  it('count a cell by those of its patches that are visible', () => {
    const weights = visibleWeights(site({ cells: 4, span: 2 }), IMAGE, KEPT);
    expect([...weights]).toEqual([0.75, 0, 0, 0.25, 0, 0.5, 0.5, 0]);
  });

  it('leave the hidden ones in equal parts', () => {
    const weights = hiddenWeights(IMAGE, KEPT);
    expect([...weights.subarray(0, 3)]).toEqual([0, 0, Math.fround(1 / 12)]);
    expect(weights.subarray(16).reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 6);
    expect(KEPT[1]!.every((patch) => weights[16 + patch] === 0)).toBe(true);
  });
});
