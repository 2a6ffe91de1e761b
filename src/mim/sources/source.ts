/** @file What a data source is, as the page and a config know it; `data/sources` has the code that makes its images. */

import type { Params } from '../../lib/params.ts';

export interface Source<P extends Params = Params> {
  /** English; the key of its translation, as is `summary`. */
  readonly label: string;
  readonly summary: string;
  /** Where the pixels come from and under which licence. */
  readonly credit: string;
  /** Knobs of a generated source; empty for stored ones. */
  readonly params: P;
}

export const defineSource = <const P extends Params>(source: Source<P>): Source<P> => source;
