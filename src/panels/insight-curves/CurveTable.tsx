/** @file Every curve's value at the running ratio; a row chooses its strategy. */

import { formatNumber, formatPercent } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { MASKS } from '../../mim/masks/index.ts';
import { setMaskStrategy } from '../../store/actions.ts';
import { app } from '../../store/store.ts';
import { nearestPoint, type Line } from './lines.ts';
import { strokeOf } from './look.ts';
import type { Curve } from './use-curves.ts';

interface CurveTableProps {
  readonly curves: readonly Curve[];
  /** Hidden share of the running setting. */
  readonly share: number;
  readonly side: number;
}

export function CurveTable({ curves, share, side }: CurveTableProps) {
  const t = useT();
  return (
    <table className="w-full text-xs">
      <caption className="py-1 text-left text-soft">
        {t('At {{share}} hidden, or the nearest that the strategy can', { share: formatPercent(share) })}
      </caption>
      <thead className="text-soft">
        <tr>
          <th scope="col" className="text-left font-normal">
            {t('Mask strategy')}
          </th>
          <th scope="col" className="text-right font-normal">
            px
          </th>
          <th scope="col" className="text-right font-normal">
            {t('of the side')}
          </th>
          <th scope="col" className="text-right font-normal">
            {t('how')}
          </th>
        </tr>
      </thead>
      <tbody>
        {curves.map(({ line, points }, at) => {
          const point = nearestPoint(points, share);
          return (
            <tr key={line.key} className={line.isChosen ? 'font-medium text-accent' : ''}>
              <th scope="row" className={`p-0 text-left ${line.isChosen ? 'font-medium' : 'font-normal'}`}>
                <button
                  type="button"
                  aria-pressed={line.isChosen}
                  onClick={() => choose(line)}
                  className="flex min-h-6 w-full items-center gap-1 rounded text-left hover:underline touch:min-h-11"
                >
                  <svg aria-hidden width="22" height="8" className="shrink-0">
                    <line x1="0" y1="4" x2="22" y2="4" {...strokeOf(line, at)} />
                  </svg>
                  {t(MASKS[line.id].label)}
                  {line.unitPx !== null && ` ${String(line.unitPx)} px`}
                </button>
              </th>
              <td className="text-right tabular-nums">
                {point === undefined
                  ? '–'
                  : formatNumber(point.pixels, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
              </td>
              <td className="text-right tabular-nums">
                {point === undefined ? '–' : formatPercent(point.pixels / side, 1)}
              </td>
              <td className="text-right text-soft tabular-nums">
                {point === undefined || point.method === 'exact'
                  ? t('exact')
                  : t('{{masks}} draws', { masks: point.masks })}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** With its unit and the ratio that is set. */
function choose({ choice }: Line): void {
  const { mask } = app.getState().draft;
  const keepsRatio = 'ratio' in choice && 'ratio' in mask;
  setMaskStrategy(keepsRatio ? { ...choice, ratio: mask.ratio } : choice);
}
