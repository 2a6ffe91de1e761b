/** @file The lines and axes of the loss chart. A chunk of its own: recharts is large and not needed at first paint. */

import { memo } from 'react';
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from 'recharts';
import { formatCount, formatNumber } from '../../i18n/format.ts';
import { ticksOf, type Axis, type Curve, type Domain } from './curves.ts';
import { dashOf, PLOT, strokeOf } from './look.ts';

interface LossChartProps {
  readonly curves: readonly Curve[];
  readonly domain: Domain;
  readonly log: boolean;
  readonly axis: Axis;
  /** One sentence, translated. */
  readonly summary: string;
  /** Changes with the language, so that the numbers are written anew. */
  readonly language: string;
}

const TICK = { fontSize: 12, fill: 'var(--soft)' } as const;

export const LossChart = memo(function LossChart({ curves, domain, log, axis, summary }: LossChartProps) {
  return (
    <LineChart
      responsive
      title={summary}
      style={{ width: '100%', height: PLOT.height }}
      margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
      accessibilityLayer
    >
      <CartesianGrid stroke="var(--line)" vertical={false} />
      <XAxis
        type="number"
        dataKey="x"
        domain={[...domain.x]}
        height={PLOT.bottom}
        tick={TICK}
        stroke="var(--edge)"
        ticks={ticksOf(domain.x, 5)}
        minTickGap={16}
        tickFormatter={(x: number) =>
          axis === 'minutes' ? formatNumber(x, { maximumFractionDigits: 1 }) : formatCount(x)
        }
      />
      <YAxis
        type="number"
        scale={log ? 'log' : 'linear'}
        domain={[...domain.y]}
        allowDataOverflow
        width={PLOT.left}
        tick={TICK}
        stroke="var(--edge)"
        ticks={ticksOf(domain.y, 4, log)}
        interval={0}
        tickFormatter={(y: number) => formatNumber(y, { maximumSignificantDigits: 3 })}
      />
      {curves.map((curve) => (
        <Line
          key={curve.id}
          data={[...curve.points]}
          dataKey="y"
          type="linear"
          stroke={strokeOf(curve)}
          strokeWidth={curve.kind === 'raw' ? 1 : 1.75}
          strokeOpacity={curve.kind === 'raw' ? 0.25 : curve.isCurrent ? 1 : 0.5}
          strokeDasharray={dashOf(curve)}
          dot={curve.points.length === 1 ? { r: 2 } : false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
});
