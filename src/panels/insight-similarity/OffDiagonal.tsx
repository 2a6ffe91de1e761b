/** @file How alike patches are on the whole, and a warning when all of them are. */

import { useMemo } from 'react';
import { formatCosine } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import type { SquareMatrix } from '../../ui/canvas/matrix.ts';
import { offDiagonalOf } from './collapse.ts';

export function OffDiagonal({ matrix }: { readonly matrix: SquareMatrix }) {
  const t = useT();
  const { values, n } = matrix;
  const stats = useMemo(() => offDiagonalOf(values, n), [values, n]);
  if (stats === null) return null;
  const tallest = Math.max(...stats.bins);
  const outline = stats.bins.map((share, i) => `M${i} 10v${-(10 * share) / tallest}h0.9V10z`).join('');
  const words = t('Off the diagonal: mean {{mean}}, 5 % below {{low}}, 5 % above {{high}}', {
    mean: formatCosine(stats.mean),
    low: formatCosine(stats.p5),
    high: formatCosine(stats.p95),
  });
  return (
    <div>
      <svg
        aria-hidden
        viewBox={`0 0 ${stats.bins.length} 10`}
        preserveAspectRatio="none"
        className="h-5 w-full"
      >
        <path d={outline} fill="var(--edge)" />
      </svg>
      <div aria-hidden className="flex justify-between border-t border-line text-xs text-soft">
        <span>−1</span>
        <span>0</span>
        <span>1</span>
      </div>
      <p className="text-xs text-soft">{words}</p>
      {stats.hasCollapsed && (
        <p role="status" className="mt-1 rounded bg-warn-soft px-2 py-1 text-xs text-warn">
          {t('All patches look alike to the model (mean similarity {{mean}}).', {
            mean: formatCosine(stats.mean),
          })}{' '}
          {t('Early in training that is normal; if it stays, change the mask ratio or the learning rate.')}
        </p>
      )}
    </div>
  );
}
