/** @file AvgDist against the mask ratio: a line for every strategy and unit, SimMIM's band, the running setting. */

import { formatNumber, formatPercent } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import type { ExpectedAvgDist } from '../../mim/expected-avg-dist.ts';
import { useApp } from '../../store/store.ts';
import { Dot } from './Dot.tsx';
import { bandOf, heightOf, placeIn, strokeOf, type Domain } from './look.ts';
import { Plot } from './Plot.tsx';
import type { Curve } from './use-curves.ts';

const X: Domain = [0, 1];

const pixels = (value: number): string => formatNumber(value, { maximumFractionDigits: 1 });

interface DistancePlotProps {
  readonly curves: readonly Curve[];
  readonly expected: ExpectedAvgDist | null;
  readonly side: number;
  readonly patches: number;
}

export function DistancePlot({ curves, expected, side, patches }: DistancePlotProps) {
  const t = useT();
  const canMove = useApp((s) => 'ratio' in s.draft.mask);
  const now = expected?.pixels ?? 0;
  const y: Domain = [0, heightOf(side, now)];
  const band = bandOf(side);
  return (
    <div>
      <Plot
        title={t('AvgDist in pixels against the mask ratio')}
        xLabel={t('Hidden share of the patches in %')}
        x={X}
        y={y}
        band={band}
      >
        <svg
          aria-hidden
          viewBox="0 0 1 1"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-hidden"
        >
          {curves.map(({ line, points }, at) => (
            <polyline
              key={line.key}
              points={points
                .map((point) => `${String(point.share)},${String(1 - placeIn(y, point.pixels))}`)
                .join(' ')}
              fill="none"
              vectorEffect="non-scaling-stroke"
              {...strokeOf(line, at)}
            />
          ))}
        </svg>
        {curves.map(({ line, points: [point, ...more] }, at) =>
          point === undefined || more.length > 0 ? null : (
            <span
              key={line.key}
              aria-hidden
              className="absolute size-2 -translate-1/2 rotate-45"
              style={{
                left: `${String(100 * point.share)}%`,
                top: `${String(100 * (1 - placeIn(y, point.pixels)))}%`,
                background: strokeOf(line, at).stroke,
              }}
            />
          ),
        )}
        {expected !== null && (
          <Dot
            left={expected.hidden / patches}
            top={1 - placeIn(y, now)}
            hidden={expected.hidden}
            patches={patches}
            canMove={canMove}
            spoken={t('{{share}} hidden, AvgDist {{pixels}} px', {
              share: formatPercent(expected.hidden / patches),
              pixels: pixels(now),
            })}
          />
        )}
      </Plot>
      <p className="text-xs text-soft">
        {t(
          'Shaded: what SimMIM found good, 10–20 px of 192; here {{low}}–{{high}} px of {{side}}. The scaling is ours.',
          {
            low: pixels(band[0]),
            high: pixels(band[1]),
            side,
          },
        )}
      </p>
    </div>
  );
}
