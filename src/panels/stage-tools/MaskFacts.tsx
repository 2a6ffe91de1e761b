/** @file What the mask on screen really is: counted, and how far its hidden pixels are from what is visible. */

import { useDeferredValue, useMemo } from 'react';
import { formatNumber, formatPercent } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { avgDist } from '../../mim/avg-dist.ts';
import { hiddenCount, maskFrom } from '../../mim/grid.ts';
import { useApp } from '../../store/store.ts';
import { useExpectedAvgDist } from '../../store/use-avg-dist.ts';
import type { Cells } from '../../ui/canvas/cells.ts';
import { squareCells } from '../../ui/canvas/words.ts';
import { InfoTip } from '../../ui/Tooltip.tsx';
import { standingOf } from './band.ts';

const STANDINGS = {
  below: 'below the SimMIM band',
  inside: 'in the SimMIM band',
  above: 'above the SimMIM band',
} as const;

export function MaskFacts() {
  const t = useT();
  const bits = useApp((s) => (s.shownFrame === null ? s.mask : (s.reconstruction?.mask ?? s.mask)));
  const mask = useMemo(() => maskFrom(bits), [bits]);
  const side = useApp((s) => s.picture?.side ?? s.draft.data.side);
  const late = useDeferredValue(mask);
  const distance = useMemo(() => {
    const cells = squareCells(late.length);
    return avgDist(late, cells, Math.max(1, Math.floor(side / cells.cols)));
  }, [late, side]);
  const hidden = hiddenCount(mask);
  const facts = [
    t('{{hidden}} of {{total}} hidden ({{share}})', {
      hidden,
      total: mask.length,
      share: formatPercent(hidden / mask.length),
    }),
  ];
  if (distance !== null && hidden > 0) {
    facts.push(
      t('AvgDist {{pixels}} px ({{share}} of the side, {{standing}})', {
        pixels: formatNumber(distance, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
        share: formatPercent(distance / side, 1),
        standing: t(STANDINGS[standingOf(distance / side)]),
      }),
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-1 text-sm">
      <span data-mask-facts>{facts.join(' · ')}</span>
      <Expectation side={side} cells={squareCells(late.length)} />
      <InfoTip about={t('AvgDist')}>
        {t(
          'The mean distance of hidden pixels to the nearest visible one. SimMIM found 10–20 px good at 192 px; here that is scaled to 5.2–10.4 % of the side, which is our scaling.',
        )}
      </InfoTip>
    </p>
  );
}

/** The mean over all masks that the strategy draws, beside that of the one on screen. */
function Expectation({ side, cells }: { readonly side: number; readonly cells: Cells }) {
  const t = useT();
  const choice = useApp((s) => s.draft.mask);
  const expected = useExpectedAvgDist(choice, cells, Math.max(1, Math.floor(side / cells.cols)));
  if (choice.id === 'painted' || expected?.pixels == null || expected.hidden === 0) return null;
  const pixels = formatNumber(expected.pixels, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <span className="text-xs text-soft">
      {expected.method === 'exact'
        ? t('mean over all draws {{pixels}} px, exact', { pixels })
        : t('mean of {{masks}} draws {{pixels}} ± {{error}} px', {
            masks: expected.masks,
            pixels,
            error: formatNumber(expected.errorPixels, { maximumFractionDigits: 2 }),
          })}
    </span>
  );
}
