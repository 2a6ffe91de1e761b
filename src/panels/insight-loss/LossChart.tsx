/** @file Grid and axes of the loss chart. A chunk of its own: recharts is large and not needed at first paint. */

import { memo, useEffect, useState } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import { formatCount, formatNumber } from '../../i18n/format.ts';
import { inNextTask } from '../../ui/task.ts';
import { ticksOf, type Axis, type Domain } from './curves.ts';
import { PLOT } from './look.ts';

interface LossChartProps {
  readonly domain: Domain;
  readonly log: boolean;
  readonly axis: Axis;
  /** Its name, translated. */
  readonly title: string;
  /** Changes with the language, so that the numbers are written anew. */
  readonly language: string;
}

const TICK = { fontSize: 12, fill: 'var(--soft)' } as const;

/** Rendered again only when an axis changes: that takes recharts tens of milliseconds, and lines move all the time. */
export const LossChart = memo(function LossChart({ domain, log, axis, title }: LossChartProps) {
  const parts = useGrowing(2);
  return (
    <LineChart
      responsive
      title={title}
      style={{ width: '100%', height: PLOT.height }}
      margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
      accessibilityLayer
    >
      <CartesianGrid stroke="var(--line)" vertical={false} />
      {parts > 0 && (
        <XAxis
          type="number"
          dataKey="x"
          domain={[...domain.x]}
          allowDataOverflow
          height={PLOT.bottom}
          tick={TICK}
          stroke="var(--edge)"
          ticks={ticksOf(domain.x, 5)}
          minTickGap={16}
          tickFormatter={(x: number) =>
            axis === 'minutes' ? formatNumber(x, { maximumFractionDigits: 1 }) : formatCount(x)
          }
        />
      )}
      {parts > 1 && (
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
      )}
    </LineChart>
  );
});

/** Counts from 0 to `end`, one task each: an axis takes recharts long to draw for the first time. */
function useGrowing(end: number): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (count < end) inNextTask(() => setCount(count + 1));
  }, [count, end]);
  return count;
}
