/** @file The curves as a drawing to keep: on white whatever the theme, with names at their ends and the config inside. */

import type { RunConfig } from '../../config/run-config.ts';
import { RUN_STYLES } from '../../ui/colour/runs.ts';
import { placeIn, type Domain } from './look.ts';
import type { Curve } from './use-curves.ts';

export const SVG_SIZE = { width: 960, height: 540 } as const;
const BOX = { left: 70, top: 40, right: 190, bottom: 60 } as const;
const INK = '#131a26';
const ACCENT = '#2563eb';
const NAME_HEIGHT = 15;
const PARTS = [0, 0.25, 0.5, 0.75, 1] as const;

export interface Drawing {
  readonly curves: readonly Curve[];
  readonly y: Domain;
  readonly band: Domain;
  /** Translated: of the whole, of the axis below, of a curve. */
  readonly title: string;
  readonly xLabel: string;
  readonly nameOf: (curve: Curve) => string;
  readonly config: RunConfig;
}

export function svgOf({ curves, y, band, title, xLabel, nameOf, config }: Drawing): string {
  const { width, height } = SVG_SIZE;
  const [wide, high] = [width - BOX.left - BOX.right, height - BOX.top - BOX.bottom];
  const left = (share: number): number => BOX.left + share * wide;
  const top = (pixels: number): number => BOX.top + (1 - Math.min(1, placeIn(y, pixels))) * high;
  const drawn = curves.filter(({ points }) => points.length > 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="${INK}">`,
    `<metadata>${escaped(JSON.stringify(config))}</metadata>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(BOX.left, 22, title, 'font-size="15"'),
    text(left(0.5), height - 18, xLabel, 'text-anchor="middle"'),
    `<rect x="${BOX.left}" y="${top(band[1])}" width="${wide}" height="${top(band[0]) - top(band[1])}" fill="${ACCENT}" fill-opacity="0.14"/>`,
    ...PARTS.flatMap((part) => [
      `<line x1="${BOX.left}" x2="${left(1)}" y1="${top(part * y[1])}" y2="${top(part * y[1])}" stroke="#d6dce6"/>`,
      text(
        BOX.left - 8,
        top(part * y[1]) + 4,
        String(Number((part * y[1]).toPrecision(3))),
        'text-anchor="end"',
      ),
      text(left(part), BOX.top + high + 20, String(part * 100), 'text-anchor="middle"'),
    ]),
    ...drawn.flatMap((curve, at) => [
      lineOf(curve, at, left, top),
      text(left(1) + 34, BOX.top + (at + 0.8) * NAME_HEIGHT, nameOf(curve), 'font-size="11"'),
      lineAt(curve, at, left(1) + 8, BOX.top + (at + 0.5) * NAME_HEIGHT),
    ]),
    '</svg>',
    '',
  ].join('\n');
}

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const text = (x: number, y: number, words: string, more: string): string =>
  `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`;

function strokeOf({ line }: Curve, at: number): string {
  const style = RUN_STYLES[at % RUN_STYLES.length] ?? RUN_STYLES[0];
  const colour = line.isChosen ? ACCENT : style.light;
  return `fill="none" stroke="${colour}" stroke-width="${line.isChosen ? 3 : 1.5}" stroke-dasharray="${line.isChosen ? 'none' : ['none', '6 3', '2 2', '8 3 2 3'][Math.floor(at / 6) % 4]}"`;
}

const lineAt = (curve: Curve, at: number, x: number, y: number): string =>
  `<line x1="${x}" x2="${x + 20}" y1="${y}" y2="${y}" ${strokeOf(curve, at)}/>`;

/** A single point is a small circle. */
function lineOf(
  curve: Curve,
  at: number,
  left: (share: number) => number,
  top: (pixels: number) => number,
): string {
  const places = curve.points.map(({ share, pixels }) => [left(share), top(pixels)] as const);
  const [only, ...more] = places;
  if (only !== undefined && more.length === 0) {
    return `<circle cx="${only[0]}" cy="${only[1]}" r="4" ${strokeOf(curve, at)}/>`;
  }
  return `<polyline points="${places.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}" ${strokeOf(curve, at)}/>`;
}
