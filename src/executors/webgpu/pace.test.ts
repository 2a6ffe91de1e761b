import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cut, Pace } from './pace.ts';

describe('cut', () => {
  it('keeps every dispatch once and in order, in groups of about equal work', () => {
    expect(cut([1, 1, 1, 1, 1, 1], 3)).toEqual([2, 4, 6]);
    expect(cut([4, 1, 1, 1, 1], 2)).toEqual([1, 5]);
    expect(cut([1, 2, 3], 1)).toEqual([3]);
  });

  it('makes fewer groups where there are fewer dispatches', () => {
    expect(cut([0, 5, 0], 8)).toEqual([2, 3]);
    expect(cut([5], 8)).toEqual([1]);
  });
});

describe('Pace', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  const spend = (pace: Pace, flops: number, ms: number): void => {
    const end = pace.begin(flops);
    vi.advanceTimersByTime(ms);
    end();
  };

  it('cuts nothing before it has timed something, and nothing that is short', () => {
    const pace = new Pace(30);
    expect(pace.submitsFor(1e9)).toBe(1);
    spend(pace, 1000, 10);
    expect(pace.submitsFor(3000)).toBe(1);
    expect(pace.submitsFor(3001)).toBe(3);
    expect(pace.submitsFor(30_000)).toBe(20);
  });

  it('goes by the fastest run that began on an idle device', () => {
    const pace = new Pace(30);
    spend(pace, 1000, 10);
    spend(pace, 1000, 1000);
    expect(pace.submitsFor(6000)).toBe(4);
    const first = pace.begin(1000);
    vi.advanceTimersByTime(10);
    const second = pace.begin(1000);
    first();
    vi.advanceTimersByTime(1);
    second(); // its millisecond began while the first one ran
    expect(pace.submitsFor(6000)).toBe(4);
  });

  it('never cuts where it is told to cut nothing', () => {
    const pace = new Pace(Infinity);
    spend(pace, 1, 1000);
    expect(pace.submitsFor(1e15)).toBe(1);
  });
});
