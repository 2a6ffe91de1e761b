/** @file A loss that is added to the reconstruction's: what it asks for, and from where. */

import type { Params } from '../../lib/params.ts';

export interface Term<P extends Params = Params> {
  readonly label: string;
  readonly summary: string;
  /** In plain text, with the letters of ARCHITECTURE.md. */
  readonly formula: string;
  readonly source: string;
  /** `weight` 0 leaves the term out. */
  readonly params: P;
  /** It compares predictions with targets, which must then be values. */
  readonly needsValues: boolean;
  /** What its curve is called: short. */
  readonly curve: string;
}

export const defineTerm = <const P extends Params>(term: Term<P>): Term<P> => term;
