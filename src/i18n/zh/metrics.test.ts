import { expect, test } from 'vitest';
import { SELF_GUIDED_PARAMS } from '../../mim/guidance/self-guided.ts';
import { ARTICLE_CARDS } from '../../mim/information/article/index.ts';
import { ARTICLE_STATEMENTS } from '../../mim/information/article/statements.ts';
import { VERDICTS, type ArticleCard } from '../../mim/information/article/verdict.ts';
import { ESTIMATORS } from '../../mim/information/estimators.ts';
import { METRICS } from '../../mim/metrics/index.ts';
import type { Metric } from '../../mim/metrics/metric.ts';
import { PATCH_ORDER_LABELS } from '../../mim/relations/order.ts';
import type { Param } from '../../lib/params.ts';
import { zh } from './index.ts';

const missing = (strings: readonly string[]): string[] => strings.filter((text) => !Object.hasOwn(zh, text));
const ofParam = (param: Param): string[] => [
  param.label,
  ...(param.help === undefined ? [] : [param.help]),
  ...(param.kind === 'choice' ? (Object.values(param.optionLabels ?? {}) as string[]) : []),
];

test('every metric, with its parts and settings, has Chinese words', () => {
  const strings = Object.values<Metric>(METRICS).flatMap(({ label, summary, numbers, params }) => [
    label,
    summary,
    ...(typeof numbers === 'string' ? [] : numbers),
    ...Object.values(params).flatMap(ofParam),
  ]);
  expect(strings.length).toBeGreaterThan(30);
  expect(missing(strings)).toEqual([]);
});

test('so do guidance, orders and estimators', () => {
  expect(
    missing([
      ...Object.values<Param>(SELF_GUIDED_PARAMS).flatMap(ofParam),
      ...Object.values(PATCH_ORDER_LABELS),
      ...Object.values(ESTIMATORS).flatMap(({ label, summary }) => [label, summary]),
    ]),
  ).toEqual([]);
});

test('so does all that the article plots and says, with axes, lines and bars', () => {
  const cards = Object.values<ArticleCard>(ARTICLE_CARDS).flatMap((card) => [
    card.label,
    card.summary,
    card.xLabel,
    card.yLabel,
    ...(card.bars ?? []),
    ...card.series().map(({ label }) => label),
  ]);
  const rest = [...ARTICLE_STATEMENTS, ...Object.values(VERDICTS)].flatMap(({ label, summary }) => [
    label,
    summary,
  ]);
  expect(missing([...cards, ...rest])).toEqual([]);
});
