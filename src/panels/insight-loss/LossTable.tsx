/** @file The curve of the current run as a table, for those who read rather than look. */

import { formatLoss, formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { useApp } from '../../store/store.ts';
import { valueAt, type Curve } from './curves.ts';
import { nameOf } from './labels.ts';
import { PLOT } from './look.ts';

const ROWS = 20;

export function LossTable({ curves }: { readonly curves: readonly Curve[] }) {
  const t = useT();
  const axis = useApp((s) => s.curve.axis);
  const lines = curves.filter(({ kind, isCurrent }) => isCurrent && kind !== 'raw').toReversed();
  const points = lines[0]?.points ?? [];
  const stride = Math.max(1, Math.ceil(points.length / ROWS));
  const rows = points.filter((_, i) => i % stride === 0 || i === points.length - 1);
  const heading = { step: t('Step'), images: t('Images'), minutes: t('Minutes') }[axis];
  return (
    // A box that scrolls must take the focus, or the keyboard cannot scroll it.
    <div
      role="region"
      aria-label={t('Loss as a table')}
      tabIndex={0}
      className="overflow-auto"
      style={{ height: PLOT.height }}
    >
      <table className="w-full text-right text-xs">
        <thead className="sticky top-0 bg-surface">
          <tr>
            <th scope="col" className="p-1 font-medium">
              {heading}
            </th>
            {lines.map((line) => (
              <th key={line.id} scope="col" className="p-1 font-medium">
                {nameOf(line)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ x }) => (
            <tr key={x} className="border-t border-line">
              <td className="p-1">{formatNumber(x, { maximumFractionDigits: 2 })}</td>
              {lines.map((line) => {
                const value = valueAt(line, x);
                return (
                  <td key={line.id} className="p-1">
                    {value === null ? '–' : formatLoss(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
