/** @file A square matrix as a picture, with a crosshair, and one button that walks over its cells. */

import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { ColourScale } from '../colour/scale.ts';
import { cellAt, neighbour } from './cells.ts';
import { matrixPixels, type SquareMatrix } from './matrix.ts';
import { useSharpCanvas } from './use-sharp-canvas.ts';

/** A row and a column on screen (positions, not rows of the matrix). */
export interface MatrixCell {
  readonly row: number;
  readonly col: number;
}

interface MatrixCanvasProps {
  /** Name of the whole, translated. */
  readonly label: string;
  readonly matrix: SquareMatrix;
  readonly scale: ColourScale;
  /** Where the crosshair is; column null draws the row alone. */
  readonly crosshair: { readonly row: number; readonly col: number | null } | null;
  readonly describe: (cell: MatrixCell) => string;
  readonly onHover: (cell: MatrixCell | null) => void;
  readonly onLock: (cell: MatrixCell | null) => void;
}

export function MatrixCanvas(props: MatrixCanvasProps) {
  const { label, matrix, scale, crosshair, describe, onHover, onLock } = props;
  const { n } = matrix;
  const cells = { rows: n, cols: n };
  const image = useRef<HTMLCanvasElement>(null);
  const pixels = useMemo(() => matrixPixels(matrix, scale), [matrix, scale]);
  useLayoutEffect(() => {
    const canvas = image.current;
    if (canvas === null || n === 0) return;
    if (canvas.width !== n) canvas.width = canvas.height = n;
    const bytes = new Uint8ClampedArray(pixels.buffer);
    canvas.getContext('2d')?.putImageData(new ImageData(bytes, n, n), 0, 0);
  }, [pixels, n]);
  const overlay = useSharpCanvas((context, ratio) => drawCrosshair(context, n, crosshair, ratio));

  const cellOf = (event: PointerEvent<HTMLElement>): MatrixCell => {
    const box = event.currentTarget.getBoundingClientRect();
    const cell = cellAt(event.clientX - box.left, event.clientY - box.top, box.width, box.height, cells);
    return { row: Math.floor(cell / n), col: cell % n };
  };
  return (
    <div
      role="group"
      aria-label={label}
      className="relative isolate aspect-square w-full cursor-crosshair overflow-hidden rounded-sm select-none"
      onPointerMove={(event) => onHover(cellOf(event))}
      onPointerLeave={() => onHover(null)}
      onPointerUp={(event) => onLock(cellOf(event))}
    >
      <canvas ref={image} aria-hidden className="absolute inset-0 size-full [image-rendering:pixelated]" />
      <canvas ref={overlay} aria-hidden className="absolute inset-0 size-full" />
      <MatrixCursor {...{ n, describe, onHover, onLock, crosshair }} />
    </div>
  );
}

type CursorProps = Pick<MatrixCanvasProps, 'describe' | 'onHover' | 'onLock' | 'crosshair'> & {
  readonly n: number;
};

function MatrixCursor({ n, describe, onHover, onLock, crosshair }: CursorProps) {
  const [own, setOwn] = useState<MatrixCell>({ row: 0, col: 0 });
  const last = Math.max(0, n - 1);
  const cell = {
    row: Math.min(last, crosshair?.row ?? own.row),
    col: Math.min(last, crosshair?.col ?? own.col),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = neighbour(cell.row * n + cell.col, event.key, { rows: n, cols: n });
    if (next !== null) {
      const moved = { row: Math.floor(next / n), col: next % n };
      setOwn(moved);
      onHover(moved);
    } else if (event.key === 'Enter') onLock(cell);
    else if (event.key === 'Escape') onLock(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      aria-label={describe(cell)}
      onKeyDown={onKeyDown}
      onFocus={() => onHover(cell)}
      onBlur={() => {
        setOwn(cell);
        onHover(null);
      }}
      className="pointer-events-none absolute size-2 -translate-1/2"
      style={{ left: `${(100 * (cell.col + 0.5)) / n}%`, top: `${(100 * (cell.row + 0.5)) / n}%` }}
    />
  );
}

function drawCrosshair(
  context: CanvasRenderingContext2D,
  n: number,
  crosshair: MatrixCanvasProps['crosshair'],
  ratio: number,
): void {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  if (crosshair === null || n === 0) return;
  const line = Math.max(1, Math.round(ratio));
  const size = width / n;
  context.lineWidth = line;
  // Around the row and not over it: its cells stay to be seen.
  const frame = (left: number, top: number, w: number, h: number): void => {
    for (const [colour, away] of [
      ['#fff', 0.5],
      ['#000', 1.5],
    ] as const) {
      context.strokeStyle = colour;
      context.strokeRect(left - away * line, top - away * line, w + 2 * away * line, h + 2 * away * line);
    }
  };
  frame(-4 * line, crosshair.row * size, width + 8 * line, size);
  if (crosshair.col !== null) frame(crosshair.col * size, -4 * line, size, height + 8 * line);
}
