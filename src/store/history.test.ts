import { expect, it } from 'vitest';
import type { StepReport } from '../protocol/api.ts';
import {
  historyOf,
  moveHistory,
  packHistory,
  record,
  recordHeldOut,
  rewind,
  unpackHistory,
} from './history.ts';

const report = (step: number, loss = 1 / step): StepReport => ({
  step,
  loss,
  learningRate: 1,
  milliseconds: 600,
});
const steps = (from: number, to: number): StepReport[] =>
  Array.from({ length: to - from + 1 }, (_, i) => report(from + i));
const heldOut = (step: number) => ({ step, loss: 1, visibleMeanLoss: 2 });

it('counts images and minutes along, also when the batch changes', () => {
  record('a', steps(1, 10), 32);
  record('a', steps(11, 20), 16);
  const { images, minutes } = historyOf('a');
  expect(images.y(19)).toBe(480);
  expect(minutes.y(19)).toBeCloseTo(0.2, 10);
});

it('replaces steps that are trained again after a roll-back', () => {
  record('b', steps(1, 10), 1);
  for (const step of [2, 6, 10]) recordHeldOut('b', heldOut(step));
  record('b', [report(7, 42)], 1);
  recordHeldOut('b', heldOut(6));
  const { loss, images } = historyOf('b');
  expect(loss.length).toBe(7);
  expect(loss.y(6)).toBe(42);
  expect(images.y(6)).toBe(7);
  expect(historyOf('b').heldOut.map(({ step }) => step)).toEqual([2, 6]);
  rewind('b', 3);
  expect(historyOf('b').loss.length).toBe(3);
});

it('survives a reload, thinned, with its ends', () => {
  record('c', steps(1, 5000), 8);
  recordHeldOut('c', heldOut(100));
  const packed = JSON.parse(JSON.stringify(packHistory('c', 400))) as ReturnType<typeof packHistory>;
  expect(packed.points.length).toBeLessThanOrEqual(400);
  unpackHistory('d', packed);
  const { loss, images } = historyOf('d');
  expect([loss.x(0), loss.x(loss.length - 1), images.y(images.length - 1)]).toEqual([1, 5000, 40_000]);
  moveHistory('d', 'e');
  expect(historyOf('e').loss.length).toBe(loss.length);
  expect(historyOf('d').loss.length).toBe(0);
});

it('keeps further losses beside the reconstruction’s, through a roll-back and a reload', () => {
  const terms = (step: number) => ({ ...report(step), terms: { contrast: 10 + step } });
  record('f', [1, 2, 3, 4].map(terms), 1);
  record('f', [terms(3)], 1);
  const { terms: kept } = historyOf('f');
  expect([...kept.keys()]).toEqual(['contrast']);
  expect(kept.get('contrast')!.length).toBe(3);
  unpackHistory('g', JSON.parse(JSON.stringify(packHistory('f', 400))) as ReturnType<typeof packHistory>);
  const again = historyOf('g').terms.get('contrast')!;
  expect([again.length, again.y(2)]).toEqual([3, 13]);
});
