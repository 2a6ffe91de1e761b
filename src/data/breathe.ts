/** @file Pauses in long jobs. */

import { MimError } from '../lib/errors.ts';

interface Scheduler {
  postTask(work: () => void, options: { readonly priority: 'background' }): Promise<void>;
}

/** Lets messages through, so that a long job can be cancelled and holds up no other. A timer waits 4 ms, a task does not. */
export function breathe(): Promise<void> {
  const { scheduler } = globalThis as { readonly scheduler?: Scheduler };
  return scheduler === undefined
    ? new Promise((resolve) => void setTimeout(resolve))
    : scheduler.postTask(() => undefined, { priority: 'background' });
}

/** Throws `cancelled` once the signal has fired. */
export function heed(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new MimError('cancelled', 'making the pictures was cancelled');
}
