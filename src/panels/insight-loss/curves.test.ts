/** @file The chart's lines say what the histories say. */

import { expect, it } from 'vitest';
import { createSeries } from '../../lib/history.ts';
import {
  csvOf,
  curvesOf,
  domainOf,
  heightOf,
  spread,
  stepAt,
  ticksOf,
  valueAt,
  type History,
} from './curves.ts';
import type { RunRecord } from '../../store/state.ts';

function history(losses: readonly number[]): History {
  const made: History = {
    loss: createSeries(),
    terms: new Map(),
    images: createSeries(),
    minutes: createSeries(),
    heldOut: [],
  };
  for (const [i, loss] of losses.entries()) {
    made.loss.append(i + 1, loss);
    made.images.append(i + 1, 32 * (i + 1));
    made.minutes.append(i + 1, (i + 1) / 60);
  }
  return made;
}
const run = (id: string, isCurrent: boolean) => ({ id, name: id, style: 1, isCurrent }) as RunRecord;

it('draws the current run in four lines and on top, and others in one', () => {
  const histories = new Map([
    ['a', history([3, 2])],
    ['b', history([4, 1])],
    ['c', history([])],
  ]);
  histories.get('a')!.heldOut.push({ step: 2, loss: 2.5, visibleMeanLoss: 5 });
  const curves = curvesOf([run('a', true), run('b', false), run('c', false)], (id) => histories.get(id)!, {
    smoothing: 0,
    axis: 'images',
  });
  expect(curves.map(({ id }) => id)).toEqual(['b-train', 'a-raw', 'a-baseline', 'a-heldOut', 'a-train']);
  expect(curves.at(-1)?.points).toEqual([
    { x: 32, y: 3 },
    { x: 64, y: 2 },
  ]);
  expect(curves.find(({ kind }) => kind === 'heldOut')?.points).toEqual([{ x: 64, y: 2.5 }]);
});

it('smooths over all steps and then thins to what a chart can show', () => {
  const long = history(Array.from({ length: 5000 }, (_, i) => (i % 2 === 0 ? 1 : 3)));
  const curves = curvesOf([run('a', true)], () => long, { smoothing: 0.9, axis: 'step' });
  for (const curve of curves) expect(curve.points.length).toBeLessThanOrEqual(400);
  const end = curves.find(({ kind }) => kind === 'train')?.points.at(-1);
  expect(end?.x).toBe(5000);
  expect(end?.y).toBeGreaterThan(1.9);
  expect(end?.y).toBeLessThan(2.2);
});

it('finds the step under the pointer on every axis', () => {
  const some = history([5, 4, 3, 2]);
  expect(stepAt(some, 3, 'step')).toBe(3);
  expect(stepAt(some, 65, 'images')).toBe(3);
  expect(stepAt(some, 1e9, 'images')).toBe(4);
  expect(stepAt(history([]), 3, 'step')).toBe(0);
});

it('starts at zero, or on a log scale below the smallest value', () => {
  const curves = curvesOf([run('a', true)], () => history([4, 2]), { smoothing: 0, axis: 'step' });
  expect(domainOf(curves, false)).toEqual({ x: [0, 2], y: [0, 4.2] });
  expect(domainOf(curves, true).x).toEqual([0, 2]);
  expect(domainOf(curves, true).y[0]).toBeCloseTo(1.8);
  expect(domainOf([], true)).toEqual({ x: [0, 1], y: [0, 1] });
  expect(heightOf(1, [0, 4], false)).toBe(0.75);
  expect(heightOf(10, [1, 100], true)).toBeCloseTo(0.5);
});

it('keeps labels apart and inside', () => {
  expect(spread([10, 12, 50], 14, 100)).toEqual([10, 24, 50]);
  expect(spread([95, 99], 14, 100)).toEqual([86, 100]);
});

it('reads a curve at or before a place', () => {
  const [line] = curvesOf([run('b', false)], () => history([4, 2]), { smoothing: 0, axis: 'step' });
  expect([0, 1, 1.5, 9].map((x) => valueAt(line!, x))).toEqual([null, 4, 4, 2]);
});

it('writes one row per step', () => {
  const some = history([4, 2]);
  some.heldOut.push({ step: 2, loss: 3, visibleMeanLoss: 6 });
  const rows = csvOf(some).trim().split('\n');
  expect(rows).toHaveLength(3);
  expect(rows[1]).toMatch(/^1,32,0\.0166\d*,4,,$/);
  expect(rows[2]).toMatch(/^2,64,0\.0333\d*,2,3,6$/);
});

it('puts ticks on round numbers', () => {
  expect(ticksOf([0, 1.21], 4)).toEqual([0, 0.5, 1]);
  expect(ticksOf([0, 1240], 5)).toEqual([0, 500, 1000]);
  expect(ticksOf([0.15, 1.3], 4, true)).toEqual([0.2, 0.5, 1]);
});

it('draws each further loss of the current run as a line of its own, and writes it into a column', () => {
  const some = history([4, 2]);
  const contrast = createSeries();
  contrast.append(1, 7);
  contrast.append(2, 6);
  some.terms.set('contrast', contrast);
  const curves = curvesOf([run('a', true)], () => some, { smoothing: 0, axis: 'step' });
  const term = curves.filter(({ kind }) => kind === 'term');
  expect(term.map(({ id, term: which, points }) => [id, which, points.map(({ y }) => y)])).toEqual([
    ['a-term-contrast', 'contrast', [7, 6]],
  ]);
  expect(term[0]!.style).not.toBe(curves.at(-1)!.style);
  const rows = csvOf(some).trim().split('\n');
  expect(rows[0]).toMatch(/,visible_mean_loss,contrast_loss$/);
  expect(rows[2]).toMatch(/,6$/);
});
