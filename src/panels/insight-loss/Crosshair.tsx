/** @file What lies over the chart: labels at line ends, ticks of live changes, the crosshair. Moving it redraws no chart. */

import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { setCurve } from '../../store/actions.ts';
import { historyOf } from '../../store/history.ts';
import { useApp } from '../../store/store.ts';
import { heightOf, positionOf, spread, stepAt, type Curve, type Domain } from './curves.ts';
import { nameOf } from './labels.ts';
import { PLOT, strokeOf } from './look.ts';

interface CrosshairProps {
  readonly curves: readonly Curve[];
  readonly domain: Domain;
  readonly children: ReactNode;
}

const inner = PLOT.height - PLOT.top - PLOT.bottom;

/** Style of something at a share (0..1) of the plot's width. */
const across = (share: number): string =>
  `calc(${PLOT.left}px + ${share} * (100% - ${PLOT.left + PLOT.right}px))`;

export function Crosshair({ curves, domain, children }: CrosshairProps) {
  const axis = useApp((s) => s.curve.axis);
  const runId = useApp((s) => s.run?.id ?? null);
  const step = useApp((s) => s.curve.hoverStep ?? s.shownFrame);
  const right = domain.x[1];

  const hover = (x: number): void => {
    if (runId !== null) setCurve({ hoverStep: stepAt(historyOf(runId), x, axis) });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left - PLOT.left) / (box.width - PLOT.left - PLOT.right);
    if (share >= 0 && share <= 1) hover(share * right);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (move === undefined || runId === null) return;
    const now = step === null ? right : positionOf(historyOf(runId), step, axis);
    hover(Math.min(right, Math.max(0, now + (move * right) / 50)));
    event.stopPropagation();
  };
  const at = runId === null || step === null ? null : positionOf(historyOf(runId), step, axis) / right;

  return (
    <div
      className="relative"
      style={{ height: PLOT.height }}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setCurve({ hoverStep: null })}
      onKeyDown={onKeyDown}
    >
      {children}
      <LiveTicks right={right} />
      {at !== null && at <= 1 && (
        <div
          aria-hidden
          className="pointer-events-none absolute w-px bg-ink"
          style={{ left: across(at), top: PLOT.top, height: inner }}
        />
      )}
      <EndLabels curves={curves} domain={domain} />
    </div>
  );
}

/** A thin line for each change made while training; pointing at its head reads it. */
function LiveTicks({ right }: { readonly right: number }) {
  const t = useT();
  const axis = useApp((s) => s.curve.axis);
  const runId = useApp((s) => s.run?.id ?? null);
  const changes = useApp((s) => s.liveChanges);
  if (runId === null) return null;
  return changes
    .filter((change) => change.runId === runId)
    .map((change, i) => {
      const words = t('Step {{step}}: {{change}}', {
        step: formatNumber(change.step),
        change: t(change.template, change.values),
      });
      const share = positionOf(historyOf(runId), change.step, axis) / right;
      return (
        <div
          key={`${String(change.step)}-${String(i)}`}
          role="img"
          aria-label={words}
          title={words}
          className="absolute w-2 -translate-x-1/2 border-t-4 border-accent bg-linear-to-r from-transparent from-40% via-accent/60 via-50% to-transparent to-60%"
          style={{ left: across(Math.min(1, share)), top: PLOT.top, height: inner }}
        />
      );
    });
}

function EndLabels({ curves, domain }: Pick<CrosshairProps, 'curves' | 'domain'>) {
  const log = useApp((s) => s.curve.log);
  const ends = curves.flatMap((curve) => {
    const last = curve.points.at(-1);
    return last === undefined || curve.kind === 'raw' ? [] : [{ curve, y: last.y }];
  });
  const tops = spread(
    ends.map(({ y }) => PLOT.top + inner * heightOf(y, domain.y, log)),
    14,
    PLOT.top + inner,
  );
  return ends.map(({ curve }, i) => (
    <div
      key={curve.id}
      aria-hidden
      className="pointer-events-none absolute right-0 -translate-y-1/2 truncate pl-1 text-xs"
      style={{
        top: tops[i],
        width: PLOT.right,
        // Text needs more contrast than a line.
        color: `color-mix(in oklab, ${strokeOf(curve)} 60%, var(--ink))`,
      }}
    >
      {nameOf(curve)}
    </div>
  ));
}
