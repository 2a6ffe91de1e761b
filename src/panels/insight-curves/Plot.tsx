/** @file A plot: axes below, whatever is given above them, in shares of the plot's width and height. */

import { lazy, Suspense, type ReactNode } from 'react';
import { useApp } from '../../store/store.ts';
import { PLOT, type Domain } from './look.ts';

const Axes = lazy(async () => {
  const { Axes } = await import('./Axes.tsx');
  return { default: Axes };
});

interface PlotProps {
  /** What is plotted, translated. */
  readonly title: string;
  readonly xLabel: string;
  readonly x: Domain;
  readonly y: Domain;
  readonly band?: Domain | undefined;
  readonly children: ReactNode;
}

export function Plot({ title, xLabel, x, y, band, children }: PlotProps) {
  const language = useApp((s) => s.language);
  return (
    <figure className="flex flex-col gap-0.5">
      <figcaption className="text-xs font-medium">{title}</figcaption>
      <div className="relative" style={{ height: PLOT.height }}>
        <Suspense>
          <Axes {...{ title, x, y, band, language }} />
        </Suspense>
        <div
          className="absolute"
          style={{ left: PLOT.left, right: PLOT.right, top: PLOT.top, bottom: PLOT.bottom }}
        >
          {children}
        </div>
      </div>
      <p aria-hidden className="text-center text-xs text-soft">
        {xLabel}
      </p>
    </figure>
  );
}
