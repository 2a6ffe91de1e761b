/** @file What is drawn over a picture's patches: hatch, grid, heat, pins and outlines. It never touches the picture's own pixels. */

import { lutIndex, lutOf } from '../colour/maps.ts';
import type { ColourScale } from '../colour/scale.ts';
import type { Cells } from './cells.ts';

/** A number per patch, [N]; NaN where there is none to show. */
export interface Heat {
  readonly values: ArrayLike<number>;
  readonly scale: ColourScale;
  /** 0..1. */
  readonly opacity: number;
}

export interface OverlayMarks {
  /** [N], 1 = drawn as a hatch. */
  readonly hidden?: ArrayLike<number> | undefined;
  readonly pinned?: ArrayLike<number> | undefined;
  readonly heat?: Heat | undefined;
  readonly focus?: number | null | undefined;
  readonly locked?: number | null | undefined;
  readonly second?: number | null | undefined;
  /** Opposite corners of a rectangle that is being drawn. */
  readonly selection?: readonly [number, number] | null | undefined;
}

/** As in theme.css, and the same in both themes: a hidden patch is neither black nor white. ABGR. */
const HATCH_LIGHT = 0xffc7beb9;
const HATCH_DARK = 0xffaba09a;

const hatches = new Map<number, HTMLCanvasElement>();

/** A tile of stripes at 45°, `size` device pixels wide. */
function hatchTile(size: number): HTMLCanvasElement {
  const known = hatches.get(size);
  if (known !== undefined) return known;
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const context = tile.getContext('2d');
  if (context !== null) {
    const pixels = new Uint32Array(size * size);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        pixels[y * size + x] = (x - y + size) % size < size / 2 ? HATCH_LIGHT : HATCH_DARK;
      }
    }
    context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), size, size), 0, 0);
  }
  hatches.set(size, tile);
  return tile;
}

/** Left, top, width and height of a cell, in whole device pixels, so that neighbours meet without a seam. */
function boxOf(
  cell: number,
  { rows, cols }: Cells,
  width: number,
  height: number,
): [number, number, number, number] {
  const [row, col] = [Math.floor(cell / cols), cell % cols];
  const [left, top] = [Math.round((col * width) / cols), Math.round((row * height) / rows)];
  return [
    left,
    top,
    Math.round(((col + 1) * width) / cols) - left,
    Math.round(((row + 1) * height) / rows) - top,
  ];
}

/** @param ratio Device pixels per CSS pixel. The context's canvas is cleared first. */
export function drawOverlay(
  context: CanvasRenderingContext2D,
  cells: Cells,
  marks: OverlayMarks,
  ratio: number,
): void {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  if (marks.heat !== undefined) drawHeat(context, cells, marks.heat);
  if (marks.hidden !== undefined) drawHatch(context, cells, marks.hidden, ratio);
  drawGrid(context, cells, ratio);
  if (marks.pinned !== undefined) drawPins(context, cells, marks.pinned, ratio);
  if (marks.second != null) outline(context, boxOf(marks.second, cells, width, height), ratio, true);
  if (marks.locked != null) outline(context, boxOf(marks.locked, cells, width, height), ratio, false);
  if (marks.focus != null) outline(context, boxOf(marks.focus, cells, width, height), ratio, false);
  if (marks.selection != null) {
    const [from, to] = marks.selection.map((cell) => boxOf(cell, cells, width, height));
    if (from !== undefined && to !== undefined) outline(context, around(from, to), ratio, true);
  }
}

type Box = [number, number, number, number];

function around(a: Box, b: Box): Box {
  const [left, top] = [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
  return [left, top, Math.max(a[0] + a[2], b[0] + b[2]) - left, Math.max(a[1] + a[3], b[1] + b[3]) - top];
}

export function drawHeat(
  context: CanvasRenderingContext2D,
  cells: Cells,
  { values, scale, opacity }: Heat,
): void {
  const { width, height } = context.canvas;
  const lut = lutOf(scale.map);
  context.save();
  context.globalAlpha = opacity;
  for (let cell = 0; cell < cells.rows * cells.cols; cell++) {
    const value = values[cell] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const pixel = lut[lutIndex(value, scale.low, scale.high)] ?? 0;
    context.fillStyle = `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`;
    context.fillRect(...boxOf(cell, cells, width, height));
  }
  context.restore();
}

/** The hatch of hidden patches alone, also for pictures that are saved. */
export function drawHatch(
  context: CanvasRenderingContext2D,
  cells: Cells,
  hidden: ArrayLike<number>,
  ratio: number,
): void {
  const { width, height } = context.canvas;
  const stripes = context.createPattern(hatchTile(2 * Math.round(4 * ratio)), 'repeat');
  if (stripes === null) return;
  context.fillStyle = stripes;
  for (let cell = 0; cell < cells.rows * cells.cols; cell++) {
    if (hidden[cell] === 1) context.fillRect(...boxOf(cell, cells, width, height));
  }
}

/** Hair lines between patches; left out where patches are too small for them to leave a picture. */
function drawGrid(context: CanvasRenderingContext2D, { rows, cols }: Cells, ratio: number): void {
  const { width, height } = context.canvas;
  if (width / cols < 8 * ratio) return;
  context.fillStyle = 'rgb(0 0 0 / 0.18)';
  const hair = Math.max(1, Math.round(ratio / 2));
  for (let col = 1; col < cols; col++) context.fillRect(Math.round((col * width) / cols), 0, hair, height);
  for (let row = 1; row < rows; row++) context.fillRect(0, Math.round((row * height) / rows), width, hair);
}

/** A white dot with a black rim in the corner of each pinned patch. */
function drawPins(
  context: CanvasRenderingContext2D,
  cells: Cells,
  pinned: ArrayLike<number>,
  ratio: number,
): void {
  const { width, height } = context.canvas;
  for (let cell = 0; cell < cells.rows * cells.cols; cell++) {
    if (pinned[cell] !== 1) continue;
    const [left, top, w] = boxOf(cell, cells, width, height);
    const radius = Math.min(3.5 * ratio, w / 6);
    context.beginPath();
    context.arc(left + w - 2 * radius, top + 2 * radius, radius, 0, 2 * Math.PI);
    context.fillStyle = '#fff';
    context.fill();
    context.lineWidth = ratio;
    context.strokeStyle = '#000';
    context.stroke();
  }
}

/** Two pixels of white inside one of black: seen on any picture. */
function outline(context: CanvasRenderingContext2D, box: Box, ratio: number, dashed: boolean): void {
  const [left, top, width, height] = box;
  const line = Math.max(1, Math.round(ratio));
  context.save();
  context.lineWidth = line;
  context.strokeStyle = '#000';
  context.strokeRect(left - line / 2, top - line / 2, width + line, height + line);
  context.strokeRect(left + 2.5 * line, top + 2.5 * line, width - 5 * line, height - 5 * line);
  if (dashed) context.setLineDash([4 * line, 3 * line]);
  context.lineWidth = 2 * line;
  context.strokeStyle = '#fff';
  context.strokeRect(left + line, top + line, width - 2 * line, height - 2 * line);
  context.restore();
}
