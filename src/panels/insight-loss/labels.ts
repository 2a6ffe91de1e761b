/** @file Words of the loss chart: labels at the lines' ends, and the one sentence that says what it shows. */

import { formatLoss, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { TERM_IDS, TERMS } from '../../mim/terms/index.ts';
import type { Curve } from './curves.ts';

/** What a line is, translated: short enough to stand at its end. */
export function nameOf({ kind, term, isCurrent, runName }: Curve): string {
  if (kind === 'term') return nameOfTerm(term ?? '');
  if (kind === 'baseline') return t('visible mean');
  if (kind === 'heldOut') return t('held-out');
  return isCurrent ? t('training') : runName;
}

/** A term that this version of the page does not know keeps its id. */
function nameOfTerm(term: string): string {
  const id = TERM_IDS.find((known) => known === term);
  return id === undefined ? term : t(TERMS[id].curve);
}

/** "Loss fell from 0.98 to 0.18 in 1,240 steps; held-out 0.20, visible mean 0.41." */
export function summaryOf(curves: readonly Curve[], steps: number): string {
  const train = curves.find(({ kind, isCurrent }) => kind === 'train' && isCurrent);
  const [first, last] = [train?.points[0], train?.points.at(-1)];
  if (first === undefined || last === undefined) return t('No run has trained yet.');
  const values = {
    from: formatLoss(first.y),
    to: formatLoss(last.y),
    steps: formatNumber(steps),
  };
  const moved =
    last.y < first.y
      ? t('Loss fell from {{from}} to {{to}} in {{steps}} steps.', values)
      : t('Loss went from {{from}} to {{to}} in {{steps}} steps.', values);
  const end = (kind: Curve['kind']): number | undefined =>
    curves.find((curve) => curve.kind === kind)?.points.at(-1)?.y;
  const [heldOut, baseline] = [end('heldOut'), end('baseline')];
  if (heldOut === undefined || baseline === undefined) return moved;
  const rest = t('Held-out loss is {{loss}}; filling in the visible mean gives {{baseline}}.', {
    loss: formatLoss(heldOut),
    baseline: formatLoss(baseline),
  });
  return `${moved} ${rest}`;
}
