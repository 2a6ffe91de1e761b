/** @file Pauses in long jobs. */

import { MimError } from '../lib/errors.ts';

/** Lets messages through, so that a long job can be cancelled. */
export const breathe = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

/** Throws `cancelled` once the signal has fired. */
export function heed(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new MimError('cancelled', 'making the pictures was cancelled');
}
