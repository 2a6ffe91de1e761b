/** @file What a reconstruction really shows, in one of four fixed wordings. */

import { useT } from '../../i18n/i18n.ts';
import { useApp } from '../../store/store.ts';
import { Badge } from '../../ui/Badge.tsx';
import type { OverlayMarks } from '../../ui/canvas/overlay.ts';
import type { AppState } from '../../store/state.ts';

const WORDS = {
  pixels: 'pixels',
  normalized: 'normalised target, shown raw',
  'true-statistics': 'uses true patch mean/variance – leaks',
  none: 'encoder only: cannot reconstruct',
} as const;

/** Which wording holds: before the first answer, what the answer will be. */
export function honestyOf(state: AppState): keyof typeof WORDS {
  const { answerer, run, reconstruction } = state;
  if (answerer === 'run' && run !== null && !run.hasDecoder) return 'none';
  return reconstruction?.shows ?? 'pixels';
}

/** What stands in for an answer that there cannot be: the picture with its gaps. Null where the model can answer. */
export function useGaps(): { readonly pixels: AppState['picture']; readonly marks: OverlayMarks } | null {
  const cannot = useApp((s) => honestyOf(s) === 'none');
  const pixels = useApp((s) => s.picture);
  const hidden = useApp((s) => s.mask);
  return cannot ? { pixels, marks: { hidden } } : null;
}

export function HonestyBadge() {
  const t = useT();
  const shows = useApp(honestyOf);
  const isWarning = shows === 'true-statistics' || shows === 'none';
  return <Badge tone={isWarning ? 'warning' : 'plain'}>{t(WORDS[shows])}</Badge>;
}
