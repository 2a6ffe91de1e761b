/** @file The numbers under the crosshair, or the newest ones. */

import { formatLoss, formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { informationOf } from '../../mim/terms/mutual.ts';
import { historyOf } from '../../store/history.ts';
import { useApp } from '../../store/store.ts';
import { positionOf, valueAt, type Curve } from './curves.ts';
import { nameOf } from './labels.ts';

export function Readout({ curves }: { readonly curves: readonly Curve[] }) {
  const t = useT();
  const axis = useApp((s) => s.curve.axis);
  const runId = useApp((s) => s.run?.id ?? null);
  const batch = useApp((s) => s.run?.config.batch ?? 1);
  const hovered = useApp((s) => s.curve.hoverStep ?? s.shownFrame);
  if (runId === null || curves.length === 0) return <p className="h-4 text-xs text-soft"> </p>;
  const history = historyOf(runId);
  const step = hovered ?? (history.loss.length === 0 ? 0 : history.loss.x(history.loss.length - 1));
  const at = positionOf(history, step, axis);
  const values = curves
    .filter(({ kind, isCurrent }) => isCurrent && kind !== 'raw')
    .toReversed()
    .flatMap((curve) => {
      const value = valueAt(curve, at);
      return value === null
        ? []
        : [`${curve.kind === 'baseline' ? t('mean') : nameOf(curve)} ${formatLoss(value)}`];
    });
  const mutual = curves.find(({ term, isCurrent }) => isCurrent && term === 'mutual');
  const loss = mutual === undefined ? null : valueAt(mutual, at);
  return (
    <p className="min-h-4 text-xs text-soft">
      {[t('step {{step}}', { step: formatNumber(step) }), ...values].join(' · ')}
      {loss !== null && (
        <>
          <br />
          {t('Mutual information, at least {{nats}} of at most {{most}} nats', {
            nats: formatLoss(informationOf(loss, batch)),
            most: formatLoss(Math.log(batch)),
          })}
        </>
      )}
    </p>
  );
}
