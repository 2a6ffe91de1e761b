/** @file The offer to go on with the run that an earlier visit left: made once, and gone as soon as it is answered or too late. */

import { withdraw } from './notices.ts';
import { app } from './store.ts';

export const RESUME_OFFER = 'Continue {{name}} at step {{step}}?';

/** There is no such run any more: it was resumed or forgotten, or a newer one has taken its place on disk. */
export function withdrawOffer(): void {
  if (app.getState().stored === null) return;
  app.setState({ stored: null });
  withdraw(RESUME_OFFER);
}
