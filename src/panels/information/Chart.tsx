/** @file A small chart of a few lines, drawn to a fixed size and shrunk where there is less room. */

import { formatNumber } from '../../i18n/format.ts';
import { placeIn, type Domain, type Spot } from './scale.ts';

export interface ChartLine {
  readonly key: string;
  /** Translated. */
  readonly label: string;
  readonly points: readonly Spot[];
  readonly stroke: string;
  readonly dash: string;
  readonly width: number;
}

interface ChartProps {
  /** Translated, as are the axes: what is drawn, for those who cannot see it. */
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly x: Domain;
  readonly y: Domain;
  readonly lines: readonly ChartLine[];
  readonly size: { readonly width: number; readonly height: number };
  /** A dot above the lines, and what it is. */
  readonly mark?: Spot & { readonly label: string };
}

const ROOM = { left: 34, right: 8, top: 8, bottom: 18 } as const;
const PARTS = [0, 0.5, 1] as const;

export function Chart({ title, xLabel, yLabel, x, y, lines, size, mark }: ChartProps) {
  const wide = size.width - ROOM.left - ROOM.right;
  const high = size.height - ROOM.top - ROOM.bottom;
  const place = (spot: Spot): Spot => ({
    x: ROOM.left + wide * placeIn(x, spot.x),
    y: ROOM.top + high * (1 - placeIn(y, spot.y)),
  });
  return (
    <figure className="flex flex-col">
      <figcaption className="text-xs text-soft">{yLabel}</figcaption>
      <svg
        role="img"
        aria-label={title}
        viewBox={`0 0 ${String(size.width)} ${String(size.height)}`}
        className="h-auto max-w-full text-soft"
        style={{ width: size.width }}
      >
        {PARTS.map((part) => {
          const spot = place({ x: between(x, part), y: between(y, part) });
          return (
            <g key={part} fill="currentColor" fontSize="11">
              <line x1={ROOM.left} x2={ROOM.left + wide} y1={spot.y} y2={spot.y} stroke="var(--line)" />
              <text x={ROOM.left - 4} y={spot.y + 4} textAnchor="end">
                {short(between(y, part))}
              </text>
              <text x={spot.x} y={size.height - 4} textAnchor={part === 1 ? 'end' : 'middle'}>
                {short(between(x, part))}
              </text>
            </g>
          );
        })}
        {lines.map(({ key, points, stroke, dash, width }) => (
          <polyline
            key={key}
            points={points
              .map(place)
              .map((spot) => `${spot.x.toFixed(1)},${spot.y.toFixed(1)}`)
              .join(' ')}
            fill="none"
            stroke={stroke}
            strokeWidth={width}
            strokeDasharray={dash}
            strokeLinejoin="round"
          />
        ))}
        {mark !== undefined && <Mark at={place(mark)} label={mark.label} />}
      </svg>
      <p aria-hidden className="text-right text-xs text-soft" style={{ maxWidth: size.width }}>
        {xLabel}
      </p>
      {lines.length > 1 && <Keys lines={lines} />}
    </figure>
  );
}

function Mark({ at, label }: { readonly at: Spot; readonly label: string }) {
  return (
    <circle cx={at.x} cy={at.y} r={6} fill="var(--accent)" stroke="var(--surface)" strokeWidth={2}>
      <title>{label}</title>
    </circle>
  );
}

const between = ([from, to]: Domain, part: number): number => from + part * (to - from);

const short = (value: number): string => formatNumber(value, { maximumSignificantDigits: 3 });

function Keys({ lines }: { readonly lines: readonly ChartLine[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 text-xs">
      {lines.map(({ key, label, stroke, dash, width }) => (
        <li key={key} className="flex items-center gap-1">
          <svg aria-hidden width="22" height="8" className="shrink-0">
            <line x1="0" y1="4" x2="22" y2="4" stroke={stroke} strokeWidth={width} strokeDasharray={dash} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
