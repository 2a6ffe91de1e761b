import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import { defaultMask } from '../../mim/masks/index.ts';
import { csvOf } from './csv.ts';
import { linesFor, nearestPoint, pointsOf, type Line, type Point } from './lines.ts';
import { correlationOf, pearson, ranks, type RunPoint } from './run-points.ts';
import { svgOf } from './svg.ts';

const grid = { rows: 8, cols: 8 };

function all(line: Line): readonly Point[] {
  const steps = pointsOf(line, grid, 8, 6, undefined);
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}

describe('the curves', () => {
  const lines = linesFor(grid, 8, defaultMask('random'));

  it('are one for every strategy and every mask unit that fits', () => {
    const keys = lines.map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining(['random', 'cells 1', 'cells 2', 'cells 4', 'checkerboard 1']),
    );
    expect(keys).not.toContain('cells 8');
    expect(keys).not.toContain('painted');
    expect(lines.filter(({ isChosen }) => isChosen).map(({ key }) => key)).toEqual(['random']);
    expect(lines.find(({ key }) => key === 'cells 4')?.unitPx).toBe(32);
  });

  it.each(lines)('of $key ascends in share and, on the whole, in distance', (line) => {
    const points = all(line);
    expect(points.length).toBeGreaterThan(0);
    const shares = points.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    for (const { pixels, share } of points) {
      expect(pixels).toBeGreaterThan(0);
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
    }
    expect(points.at(-1)!.pixels).toBeGreaterThanOrEqual(points[0]!.pixels);
  });

  it('tell the value at a ratio', () => {
    const random = all(lines[0]!);
    expect(nearestPoint(random, 0.74)).toMatchObject({ hidden: 48, method: 'exact' });
    expect(nearestPoint(random, 0.74)?.pixels).toBeCloseTo(5.66, 1);
    expect(nearestPoint([], 0.5)).toBeUndefined();
  });
});

describe('the saved curves', () => {
  const curves = linesFor(grid, 8, defaultMask('random')).map((line) => ({ line, points: all(line) }));
  const { config } = PRESETS['mae-s'];

  it('are one row a point below the config', () => {
    const [first, head, ...rows] = csvOf(curves, 64, config).trimEnd().split('\n');
    expect(JSON.parse(first!.slice(2))).toEqual(config);
    expect(head?.split(',')).toHaveLength(9);
    expect(rows).toHaveLength(curves.flatMap(({ points }) => points).length);
    const random = rows.find((row) => row.startsWith('"Random",,0.75,'))!.split(',');
    expect(Number(random[5])).toBeCloseTo(Number(random[4]) / 64, 12);
  });

  it('are a drawing of every line, with its name and the config', () => {
    const svg = svgOf({
      curves,
      y: [0, 25.6],
      band: [3.3, 6.7],
      title: 'a < b & c',
      xLabel: 'ratio',
      nameOf: ({ line }) => line.key,
      config,
    });
    const lines = curves.filter(({ points }) => points.length > 1).length;
    expect(svg.match(/<polyline /g)).toHaveLength(lines);
    expect(svg.match(/<circle /g)).toHaveLength(curves.length - lines);
    expect(svg).toContain('a &lt; b &amp; c');
    expect(svg).toContain('>colour-noise<');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(JSON.parse(/<metadata>(.*)<\/metadata>/.exec(svg)?.[1] ?? '')).toEqual(config);
  });
});

describe('the correlation of AvgDist and loss', () => {
  const point = (distance: number, loss: number, isTraining = false): RunPoint => ({
    id: String(distance),
    name: '',
    style: 0,
    share: 0.5,
    distance,
    loss,
    step: 1,
    isTraining,
    isComparable: true,
  });

  it('is not told of fewer than eight finished runs', () => {
    const seven = [1, 2, 3, 4, 5, 6, 7].map((x) => point(x, x));
    expect(correlationOf(seven)).toBeNull();
    expect(correlationOf([...seven, point(8, 8, true)])).toBeNull();
    expect(correlationOf([...seven, point(8, 64)])).toMatchObject({ n: 8, spearman: 1 });
  });

  it('is Pearson’s of values, and of ranks where equal values share theirs', () => {
    expect(pearson([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    expect(pearson([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 12);
    expect(pearson([1, 1], [1, 2])).toBe(0);
    expect(ranks([10, 30, 30, 5])).toEqual([2, 3.5, 3.5, 1]);
  });
});
