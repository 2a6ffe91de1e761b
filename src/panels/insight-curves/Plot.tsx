/** @file A plot: axes below, whatever is given above them, in shares of the plot's width and height. */

import type { ReactNode } from 'react';
import { Axes } from './Axes.tsx';
import { PLOT, type Domain } from './look.ts';

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
  return (
    <figure className="flex flex-col gap-0.5">
      <figcaption className="text-xs font-medium">{title}</figcaption>
      <div className="relative" style={{ height: PLOT.height }}>
        <div
          className="absolute"
          style={{ left: PLOT.left, right: PLOT.right, top: PLOT.top, bottom: PLOT.bottom }}
        >
          <Axes x={x} y={y} band={band} />
          {children}
        </div>
      </div>
      <p aria-hidden className="text-center text-xs text-soft">
        {xLabel}
      </p>
    </figure>
  );
}
