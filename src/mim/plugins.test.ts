import { describe, expect, it } from 'vitest';
import { issueOf, type Params } from '../lib/params.ts';
import { LOSSES } from './losses/index.ts';
import { MASKS } from './masks/index.ts';
import { HEADS, MODELS } from './models/index.ts';
import { OPTIMIZERS } from './optimizers/index.ts';
import { learningRateAt, SCHEDULES } from './schedules/index.ts';
import { SOURCES } from './sources/index.ts';
import { TARGETS } from './targets/index.ts';
import { TERMS } from './terms/index.ts';

const LISTS = { LOSSES, MASKS, HEADS, MODELS, OPTIMIZERS, SCHEDULES, SOURCES, TARGETS, TERMS };
const plugins = Object.entries(LISTS).flatMap(([list, byId]) =>
  Object.entries(byId).map(([id, { params }]): [string, Params] => [`${list} ${id}`, params]),
);

describe.each(plugins)('the parameters of %s', (_name, params) => {
  it('have defaults that they allow themselves', () => {
    for (const param of Object.values(params)) expect(issueOf(param, param.default)).toBeUndefined();
  });

  it('have whole bounds and steps where only whole numbers count', () => {
    const whole = Object.values(params).filter((param) => param.kind === 'number' && param.whole === true);
    const numbers = whole.flatMap((param) =>
      param.kind === 'number' ? [param.min, param.max, param.step] : [],
    );
    expect(numbers.filter((value) => !Number.isInteger(value))).toEqual([]);
  });

  it('label only options that exist', () => {
    for (const param of Object.values(params)) {
      const labelled = param.kind === 'choice' ? Object.keys(param.optionLabels ?? {}) : [];
      expect(param.kind === 'choice' ? param.options : []).toEqual(expect.arrayContaining(labelled));
    }
  });
});

describe('learningRateAt', () => {
  const cosine = { id: 'cosine', warmup: 10, floor: 0 } as const;

  it('rises in equal parts to the peak at the last warm-up step', () => {
    expect(learningRateAt(cosine, 1, 0, 110)).toBeCloseTo(0.1, 12);
    expect(learningRateAt(cosine, 1, 4, 110)).toBeCloseTo(0.5, 12);
    expect(learningRateAt(cosine, 1, 9, 110)).toBe(1);
  });

  it('falls along half a cosine to 0 at the end, and stays there', () => {
    expect(learningRateAt(cosine, 2, 10, 110)).toBe(2);
    expect(learningRateAt(cosine, 2, 60, 110)).toBeCloseTo(1, 12);
    expect(learningRateAt(cosine, 2, 35, 110)).toBeCloseTo(1 + Math.SQRT1_2, 12);
    expect(learningRateAt(cosine, 2, 110, 110)).toBeCloseTo(0, 12);
    expect(learningRateAt(cosine, 2, 500, 110)).toBeCloseTo(0, 12);
  });

  it('keeps the peak where a run has no end, and where the schedule is constant', () => {
    expect(learningRateAt(cosine, 2, 1e6, 0)).toBe(2);
    expect(learningRateAt({ id: 'constant', warmup: 0 }, 2, 0, 100)).toBe(2);
    expect(learningRateAt({ id: 'constant', warmup: 4 }, 2, 99, 100)).toBe(2);
  });

  it('copes with a warm-up longer than the run', () => {
    expect(learningRateAt({ id: 'cosine', warmup: 100, floor: 0 }, 1, 49, 50)).toBeCloseTo(0.5, 12);
  });

  it('ends the cosine at its floor', () => {
    const choice = { ...cosine, floor: 0.25 };
    expect(learningRateAt(choice, 2, 10, 110)).toBe(2);
    expect(learningRateAt(choice, 2, 110, 110)).toBeCloseTo(0.5, 12);
  });

  it('drops late and by a factor, after 700 of 800 steps as in SimMIM', () => {
    const steps = { id: 'multi-step', warmup: 10, first: 0.875, drops: 1, by: 0.1 } as const;
    expect(learningRateAt(steps, 2, 4, 800)).toBeCloseTo(1, 12);
    expect(learningRateAt(steps, 2, 699, 800)).toBe(2);
    expect(learningRateAt(steps, 2, 700, 800)).toBeCloseTo(0.2, 12);
    expect(learningRateAt(steps, 2, 800, 800)).toBeCloseTo(0.2, 12);
    expect(learningRateAt(steps, 2, 1e6, 0)).toBe(2);
    const twice = { ...steps, first: 0.5, drops: 2 };
    expect([399, 400, 599, 600, 900].map((step) => learningRateAt(twice, 1, step, 800))).toEqual(
      [1, 0.1, 0.1, 0.01, 0.01].map((rate) => expect.closeTo(rate, 12) as number),
    );
  });
});
