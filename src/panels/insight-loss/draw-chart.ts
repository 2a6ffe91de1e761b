/** @file The chart as a picture to save: the same lines, drawn on white whatever the theme. */

import { formatCount, formatNumber } from '../../i18n/format.ts';
import { runStyle } from '../../ui/colour/runs.ts';
import { heightOf, spread, ticksOf, type Curve, type Domain } from './curves.ts';
import { nameOf } from './labels.ts';
import { dashOf } from './look.ts';

const [WIDTH, HEIGHT] = [960, 540];
const BOX = { left: 80, top: 24, right: 180, bottom: 64 };
const [PLOT_WIDTH, PLOT_HEIGHT] = [WIDTH - BOX.left - BOX.right, HEIGHT - BOX.top - BOX.bottom];
const INK = '#131a26';

/** @param axisTitle What runs along x, translated. */
export function drawChart(
  curves: readonly Curve[],
  domain: Domain,
  log: boolean,
  axisTitle: string,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  drawAxes(context, domain, log, axisTitle);
  const x = (value: number): number => BOX.left + (value / domain.x[1]) * PLOT_WIDTH;
  const y = (value: number): number => BOX.top + heightOf(value, domain.y, log) * PLOT_HEIGHT;
  for (const curve of curves) drawLine(context, curve, x, y);
  const named = curves.filter(({ kind, points }) => kind !== 'raw' && points.length > 0);
  const tops = spread(
    named.map(({ points }) => y(points.at(-1)?.y ?? 0)),
    20,
    BOX.top + PLOT_HEIGHT,
  );
  context.textAlign = 'left';
  for (const [i, curve] of named.entries()) {
    context.fillStyle = colourOf(curve);
    context.fillText(nameOf(curve), WIDTH - BOX.right + 8, tops[i] ?? 0);
  }
  return canvas;
}

const colourOf = ({ kind, style }: Curve): string =>
  kind === 'baseline' ? '#4a5567' : runStyle(style).light;

function drawLine(
  context: CanvasRenderingContext2D,
  curve: Curve,
  x: (value: number) => number,
  y: (value: number) => number,
): void {
  context.save();
  context.beginPath();
  for (const point of curve.points) context.lineTo(x(point.x), y(point.y));
  context.strokeStyle = colourOf(curve);
  context.globalAlpha = curve.kind === 'raw' ? 0.25 : curve.isCurrent ? 1 : 0.5;
  context.lineWidth = curve.kind === 'raw' ? 1.5 : 3;
  const dash = dashOf(curve);
  context.setLineDash(dash === '' ? [] : dash.split(' ').map((part) => 2 * Number(part)));
  context.stroke();
  context.restore();
}

function drawAxes(context: CanvasRenderingContext2D, domain: Domain, log: boolean, title: string): void {
  context.font = '16px system-ui, sans-serif';
  context.fillStyle = INK;
  context.strokeStyle = '#d6dce6';
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const value of ticksOf(domain.y, 4, log)) {
    const top = BOX.top + heightOf(value, domain.y, log) * PLOT_HEIGHT;
    context.strokeRect(BOX.left, top, PLOT_WIDTH, 0);
    context.fillText(formatNumber(value, { maximumSignificantDigits: 3 }), BOX.left - 8, top);
  }
  context.textAlign = 'center';
  for (const value of ticksOf(domain.x, 5)) {
    const left = BOX.left + (value / domain.x[1]) * PLOT_WIDTH;
    context.fillText(formatCount(value), left, BOX.top + PLOT_HEIGHT + 16);
  }
  context.fillText(title, BOX.left + PLOT_WIDTH / 2, HEIGHT - 16);
}
