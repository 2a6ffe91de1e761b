/** @file Watches how long the page's own thread is busy at a stretch. */

import type { JSHandle, Page } from '@playwright/test';

/** Lengths in milliseconds of the page's tasks over 50 ms from now on. */
export const watchTasks = (page: Page): Promise<JSHandle<number[]>> =>
  page.evaluateHandle(() => {
    const lengths: number[] = [];
    new PerformanceObserver((list) => {
      lengths.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
    return lengths;
  });

/** The longest so far; 0 where none took over 50 ms. */
export const longest = (tasks: JSHandle<number[]>): Promise<number> =>
  tasks.evaluate((lengths) => Math.max(0, ...lengths));
