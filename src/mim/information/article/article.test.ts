import { describe, expect, it } from 'vitest';
import { pearson } from '../correlation.ts';
import { articleBottleneck, articleFlow } from './bottleneck.ts';
import { ARTICLE_CARDS, type ArticleCardId } from './index.ts';
import { articleAdaptiveLine, articleAdaptiveRatio, articleOptimalRatio } from './optimal-ratio.ts';
import { articleInformation } from './ratio-curve.ts';
import { articleSimulation } from './simulated.ts';
import { VERDICTS, type ArticleCard } from './verdict.ts';

describe('document 000', () => {
  it('prints 6.0 bits, 0.32 and 0.47, and a bottleneck of 0.24 at 0.75', () => {
    expect(articleInformation(0.75, 8)).toBe(6);
    expect(articleFlow(0.75, 1.2).efficiency).toBeCloseTo(0.32, 12);
    expect(articleOptimalRatio(0.7, 1.2)).toBeCloseTo(0.47, 12);
    expect(articleOptimalRatio(0.5, 1)).toBeCloseTo(0.45, 12);
    expect(articleBottleneck(0.75, 1.2)).toBeCloseTo(0.24, 12);
    expect(articleBottleneck(0.1, 1.2)).toBeCloseTo(0.8, 12);
  });

  it('simulates a correlation of .98737 with its best at ratio .30', () => {
    const points = articleSimulation();
    const information = points.map((point) => point.information);
    const linear = points.map((point) => point.linearProbe);
    expect(points).toHaveLength(20);
    expect(pearson(information, linear)).toBeCloseTo(0.98737, 5);
    expect(points[linear.indexOf(Math.max(...linear))]!.ratio).toBeCloseTo(0.3, 12);
    expect(linear[0]).toBeCloseTo(81.35, 2);
    expect(points[0]!.fineTune).toBeCloseTo(86.77, 2);
    expect(linear.at(-1)).toBeCloseTo(70.66, 2);
  });

  it('adapts to .85 at variance 1 and .779 at .06, never below .75, though it draws otherwise', () => {
    expect(articleAdaptiveRatio(1)).toBeCloseTo(0.85, 4);
    expect(articleAdaptiveRatio(0.06)).toBeCloseTo(0.779, 3);
    expect(articleAdaptiveRatio(0)).toBe(0.75);
    expect(articleAdaptiveLine(0.1)).toBeCloseTo(0.67, 12);
  });
});

describe.each(Object.keys(ARTICLE_CARDS) as ArticleCardId[])('card %s', (id) => {
  const card: ArticleCard = ARTICLE_CARDS[id];

  it('has a verdict, a reason, and finite points', () => {
    expect(Object.keys(VERDICTS)).toContain(card.verdict);
    expect(card.summary.length).toBeGreaterThan(20);
    const series = card.series();
    expect(new Set(series.map(({ label }) => label)).size).toBe(series.length);
    for (const { points } of series) {
      expect(points.length).toBe(card.bars?.length ?? points.length);
      for (const { x, y } of points) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
    }
  });
});

it('draws the bottleneck that only falls, and the information that only rises', () => {
  const ys = (id: ArticleCardId): readonly number[] =>
    ARTICLE_CARDS[id].series()[0]!.points.map(({ y }) => y);
  const falling = ys('bottleneck');
  expect(falling).toEqual(falling.toSorted((a, b) => b - a));
  const rising = ys('information-ratio');
  expect(rising).toEqual(rising.toSorted((a, b) => a - b));
});
