/** @file Grid and axes of a plot, and a band across it. Plain elements: recharts takes longer to mount than a frame has. */

import { formatNumber } from '../../i18n/format.ts';
import { PLOT, placeIn, type Domain } from './look.ts';

interface AxesProps {
  /** Shares of 0..1; its ticks are in percent. */
  readonly x: Domain;
  readonly y: Domain;
  readonly band?: Domain | undefined;
}

const PARTS = [0, 0.25, 0.5, 0.75, 1] as const;

const at = (part: number): string => `${String(100 * part)}%`;
const valueAt = ([low, high]: Domain, part: number): number => low + part * (high - low);
const clamp = (part: number): number => Math.min(1, Math.max(0, part));

/** Fills the plot's inner box; its labels hang out at the left and below. */
export function Axes({ x, y, band }: AxesProps) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-0 border-b border-l border-edge text-xs text-soft"
    >
      {band !== undefined && (
        <div
          className="absolute inset-x-0 bg-accent/15"
          style={{ bottom: at(clamp(placeIn(y, band[0]))), top: at(1 - clamp(placeIn(y, band[1]))) }}
        />
      )}
      {PARTS.map((part) => (
        <div key={part}>
          <div className="absolute inset-x-0 border-t border-line" style={{ bottom: at(part) }} />
          <span
            className="absolute right-full translate-y-1/2 pr-1 text-right leading-none tabular-nums"
            style={{ bottom: at(part), width: PLOT.left }}
          >
            {formatNumber(valueAt(y, part), { maximumSignificantDigits: 3 })}
          </span>
          <span
            className="absolute top-full -translate-x-1/2 pt-1 leading-none tabular-nums"
            style={{ left: at(part) }}
          >
            {formatNumber(100 * valueAt(x, part), { maximumFractionDigits: 1 })}
          </span>
        </div>
      ))}
    </div>
  );
}
