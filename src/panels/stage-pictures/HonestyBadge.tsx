/** @file What a reconstruction really shows, in one of these fixed wordings. */

import { useT } from '../../i18n/i18n.ts';
import { useApp } from '../../store/store.ts';
import { Badge } from '../../ui/Badge.tsx';
import type { AppState } from '../../store/state.ts';

const WORDS = {
  pixels: 'pixels',
  normalized: 'normalised target, shown raw',
  'true-statistics': 'uses true patch mean/variance – leaks',
  'low-resolution': 'pixels, down-sampled',
  'expected-colors': 'mean of the predicted colours',
  components: 'leading components only',
  orientations: 'edges, not pixels: no picture follows from HOG',
  none: 'encoder only: cannot reconstruct',
  failed: 'no answer',
} as const;

/** Which wording holds: before the first answer, what the answer will be. */
export function honestyOf(state: AppState): keyof typeof WORDS {
  const { answerer, run, reconstruction, failedToAnswer } = state;
  if (answerer === 'run' && run !== null && !run.hasDecoder) return 'none';
  if (failedToAnswer && reconstruction === null) return 'failed';
  return reconstruction?.shows ?? 'pixels';
}

export function HonestyBadge() {
  const t = useT();
  const shows = useApp(honestyOf);
  const isWarning = shows === 'true-statistics' || shows === 'none' || shows === 'failed';
  return <Badge tone={isWarning ? 'warning' : 'plain'}>{t(WORDS[shows])}</Badge>;
}
