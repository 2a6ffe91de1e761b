import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import { fieldOf, type GaussianField } from '../../mim/information/gaussian-field.ts';
import { csvOf } from './csv.ts';
import { curveSteps, sanityOf, STRATEGIES, valueAt, type Curve } from './curves.ts';
import { domainOf, roundUp } from './scale.ts';

const grid = { rows: 8, cols: 8 };

/** Correlation falls with the distance of patches, as in `mim.md`'s worked example. */
function worked(reach: number): GaussianField {
  const covariance = Float64Array.from({ length: 64 * 64 }, (_, k) => {
    const [i, j] = [Math.floor(k / 64), k % 64];
    const distance = Math.hypot((i % 8) - (j % 8), Math.floor(i / 8) - Math.floor(j / 8));
    return Math.exp(-distance / reach) + (i === j ? 0.05 : 0);
  });
  return fieldOf(covariance, 64, 1)!;
}

function curvesOf(field: GaussianField): readonly Curve[] {
  return STRATEGIES.map((id) => {
    const steps = curveSteps(field, grid, id);
    let next = steps.next();
    while (next.done !== true) next = steps.next();
    return { id, points: next.value };
  });
}

describe('the curves', () => {
  const curves = curvesOf(worked(3));

  it.each(curves)('of $id begin and end at 0 and ascend in the hidden share', ({ points }) => {
    expect(points[0]).toEqual({ x: 0, y: 0, error: 0 });
    expect(points.at(-1)).toEqual({ x: 1, y: 0, error: 0 });
    const shares = points.map(({ x }) => x);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(new Set(shares).size).toBe(shares.length);
    expect(points.slice(1, -1).every(({ y }) => y > 0)).toBe(true);
  });

  it('are symmetric with their maximum at one half, and lower for blocks', () => {
    const sanity = sanityOf(curves)!;
    expect(sanity.peak.x).toBe(0.5);
    expect(sanity.isSymmetric).toBe(true);
    expect(sanity.quarter / sanity.threeQuarters).toBeCloseTo(1, 1);
    expect(sanity.blocks).toBeLessThan(sanity.scattered);
  });

  it('say where they are not symmetric, and nothing before they are there', () => {
    const [random, ...rest] = curves;
    const bent = { ...random!, points: random!.points.map((point) => ({ ...point, y: point.y * point.x })) };
    expect(sanityOf([bent, ...rest])!.isSymmetric).toBe(false);
    expect(sanityOf([random!])).toBeNull();
  });

  it('are straight between their points', () => {
    const points = [0, 1, 2].map((x) => ({ x, y: 10 * x * x, error: 0 }));
    expect([0, 0.5, 1.5, 2, 3].map((x) => valueAt(points, x))).toEqual([0, 5, 25, 40, 40]);
  });
});

it('saves every point below what it was measured on', () => {
  const field = worked(3);
  const points = [
    { x: 0, y: 0, error: 0 },
    { x: 0.5, y: 8, error: 0.1 },
  ];
  const measured = { field, pictures: 40, shrinkage: 0.1 };
  const { config } = PRESETS['mae-s'];
  const [first, ...rows] = csvOf([{ id: 'grid', points }], measured, config)
    .trimEnd()
    .split('\n');
  expect(JSON.parse(first!.slice(2))).toEqual({ patches: 64, pictures: 40, shrinkage: 0.1, config });
  expect(rows).toEqual([
    'strategy,ratio,bits,standard_error_bits,bits_per_hidden_patch',
    'grid,0,0,0,0',
    'grid,0.5,8,0.1,0.25',
  ]);
});

describe('the scales', () => {
  it.each([
    [0.9, 1],
    [21, 30],
    [1, 1],
    [0, 1],
  ])('round %d up to %d', (value, top) => expect(roundUp(value)).toBeCloseTo(top, 12));

  it('begin at 0 unless all values are far from it', () => {
    expect(domainOf([1, 9])).toEqual([0, 10]);
    expect(domainOf([70, 87])[0]).toBe(70);
    expect(domainOf([])).toEqual([0, 1]);
  });
});
