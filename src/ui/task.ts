/** @file Work cut into tasks, between which the browser may hear input and show frames. */

interface Scheduler {
  postTask(work: () => void, options: { readonly priority: 'user-visible' }): Promise<void>;
}

/** Calls `work` in a task of its own. A timer stands in where the browser has no scheduler. */
export function inNextTask(work: () => void): void {
  const { scheduler } = globalThis as { readonly scheduler?: Scheduler };
  if (scheduler === undefined) setTimeout(work, 0);
  else void scheduler.postTask(work, { priority: 'user-visible' });
}

/** Resolves in a task of its own. */
export const nextTask = (): Promise<void> => new Promise(inNextTask);
