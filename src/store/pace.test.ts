import { afterEach, describe, expect, it, vi } from 'vitest';
import { coalesced, debounced, oncePerFrame } from './pace.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('coalesced', () => {
  it('runs once more, and only once, for all wishes made while it runs', async () => {
    let wish = 0;
    const seen: number[] = [];
    let release = (): void => undefined;
    const ask = coalesced(async () => {
      seen.push(wish);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    const done = ask();
    for (wish = 1; wish < 10; wish++) void ask();
    release();
    await Promise.resolve();
    await Promise.resolve();
    release();
    await done;
    expect(seen).toEqual([0, 10]);
  });

  it('runs again after a failure', async () => {
    let runs = 0;
    const ask = coalesced(async () => {
      runs++;
      await Promise.resolve();
      if (runs === 1) throw new Error('first');
    });
    await expect(ask()).rejects.toThrow('first');
    await ask();
    expect(runs).toBe(2);
  });
});

describe('oncePerFrame', () => {
  it('works in a hidden tab, which gets no animation frames', () => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', () => 1);
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
    const work = vi.fn<() => void>();
    const ask = oncePerFrame(work);
    ask();
    ask();
    vi.advanceTimersByTime(500);
    expect(work).toHaveBeenCalledTimes(1);
    ask();
    vi.advanceTimersByTime(500);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('takes the frame where there is one, and no timer after it', () => {
    vi.useFakeTimers();
    let frame = (): void => undefined;
    vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
      frame = callback;
      return 1;
    });
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
    const work = vi.fn<() => void>();
    oncePerFrame(work)();
    frame();
    vi.advanceTimersByTime(500);
    expect(work).toHaveBeenCalledTimes(1);
  });
});

describe('debounced', () => {
  it('works once the hand rests, or at once when flushed', () => {
    vi.useFakeTimers();
    const work = vi.fn<() => void>();
    const ask = debounced(work, 100);
    ask();
    vi.advanceTimersByTime(99);
    ask();
    vi.advanceTimersByTime(99);
    expect(work).not.toHaveBeenCalled();
    ask.flush();
    vi.advanceTimersByTime(500);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
