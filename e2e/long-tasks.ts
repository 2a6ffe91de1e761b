/** @file Watches how much the page's own thread computes at a stretch. */

import { expect, type Page } from '@playwright/test';
import { tasksDuring } from '../scripts/bench/page-trace.mjs';

/** The longest task of the page's thread during `work`, in milliseconds of computing. */
export async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const tasks = await tasksDuring(page, work);
  expect(tasks.length, 'tasks seen').toBeGreaterThan(10);
  return Math.max(...tasks.map(({ cpuMs }) => cpuMs));
}
