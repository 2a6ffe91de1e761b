/** @file Grid and axes of a plot, and a band across it. A chunk of its own: recharts is not needed at first paint. */

import { memo } from 'react';
import { CartesianGrid, LineChart, ReferenceArea, XAxis, YAxis } from 'recharts';
import { formatNumber } from '../../i18n/format.ts';
import { PLOT, type Domain } from './look.ts';

interface AxesProps {
  readonly title: string;
  /** Shares of 0..1; its ticks are in percent. */
  readonly x: Domain;
  readonly y: Domain;
  readonly band?: Domain | undefined;
  /** Changes with the language, so that the numbers are written anew. */
  readonly language: string;
}

const TICK = { fontSize: 12, fill: 'var(--soft)' } as const;
const PARTS = [0, 0.25, 0.5, 0.75, 1] as const;

const ticksOf = ([low, high]: Domain): number[] => PARTS.map((part) => low + part * (high - low));
const percent = (x: number): string => formatNumber(x * 100, { maximumFractionDigits: 1 });
const plain = (y: number): string => formatNumber(y, { maximumSignificantDigits: 3 });

/** Drawn again only when an axis changes; what lies over it moves without it. */
export const Axes = memo(function Axes({ title, x, y, band }: AxesProps) {
  return (
    <LineChart
      responsive
      title={title}
      style={{ width: '100%', height: PLOT.height }}
      margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke="var(--line)" vertical={false} />
      {band !== undefined && (
        <ReferenceArea
          y1={band[0]}
          y2={band[1]}
          fill="var(--accent)"
          fillOpacity={0.12}
          ifOverflow="hidden"
        />
      )}
      <XAxis
        type="number"
        dataKey="x"
        domain={[...x]}
        allowDataOverflow
        height={PLOT.bottom}
        tick={TICK}
        stroke="var(--edge)"
        ticks={ticksOf(x)}
        tickFormatter={percent}
      />
      <YAxis
        type="number"
        domain={[...y]}
        allowDataOverflow
        width={PLOT.left}
        tick={TICK}
        stroke="var(--edge)"
        ticks={ticksOf(y)}
        interval={0}
        tickFormatter={plain}
      />
    </LineChart>
  );
});
