/** @file The lines of the loss chart, over its axes: a few paths, so that a new step costs next to nothing. */

import { heightOf, type Curve, type Domain } from './curves.ts';
import { dashOf, PLOT, strokeOf } from './look.ts';

interface LinesProps {
  readonly curves: readonly Curve[];
  readonly domain: Domain;
  readonly log: boolean;
}

/** The plot's width and height in the units of the paths; strokes are in pixels whatever the size. */
const UNITS = 1000;

export function Lines({ curves, domain, log }: LinesProps) {
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${UNITS} ${UNITS}`}
      preserveAspectRatio="none"
      className="pointer-events-none absolute"
      style={{
        left: PLOT.left,
        top: PLOT.top,
        width: `calc(100% - ${PLOT.left + PLOT.right}px)`,
        height: PLOT.height - PLOT.top - PLOT.bottom,
      }}
    >
      {curves.map((curve) => (
        <path
          key={curve.id}
          d={pathOf(curve, domain, log)}
          fill="none"
          stroke={strokeOf(curve)}
          // A line of one point is its round end.
          strokeWidth={curve.points.length === 1 ? 4 : curve.kind === 'raw' ? 1 : 1.75}
          strokeLinecap={curve.points.length === 1 ? 'round' : 'butt'}
          strokeOpacity={curve.kind === 'raw' ? 0.25 : curve.isCurrent ? 1 : 0.5}
          strokeDasharray={dashOf(curve)}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}

function pathOf({ points }: Curve, domain: Domain, log: boolean): string {
  const at = points.map(({ x, y }) => {
    const left = (UNITS * x) / domain.x[1];
    return `${left.toFixed(1)} ${(UNITS * heightOf(y, domain.y, log, false)).toFixed(1)}`;
  });
  return at.length === 1 ? `M${at[0] ?? ''}h0` : at.length === 0 ? '' : `M${at.join('L')}`;
}
