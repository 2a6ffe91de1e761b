/** @file A picture cut into patches: pixels below, marks above, and one button that walks over the patches. */

import {
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { cellAt, neighbour, type Cells } from './cells.ts';
import { drawOverlay, type OverlayMarks } from './overlay.ts';
import { putPixels, type Pixels } from './pixels.ts';
import { useSharpCanvas } from './use-sharp-canvas.ts';

/** A drag over the patches; `reveal` while Alt is held. */
export interface Stroke {
  readonly phase: 'start' | 'move' | 'end' | 'cancel';
  readonly patch: number;
  readonly reveal: boolean;
}

interface PatchCanvasProps {
  /** Name of the whole, translated: "Original, 8 by 8 patches". */
  readonly label: string;
  readonly pixels: Pixels | null;
  /** Address of what to show while there are no pixels yet; a hatch otherwise. */
  readonly still?: string | undefined;
  /** Shows the left part of this picture over `pixels`, up to `part` of the width. */
  readonly split?: { readonly pixels: Pixels; readonly part: number } | null;
  readonly cells: Cells;
  readonly marks: OverlayMarks;
  /** What is to be said about a patch, translated. */
  readonly describe: (patch: number) => string;
  readonly onFocus: (patch: number | null) => void;
  readonly onLock: (patch: number | null, second: boolean) => void;
  /** With it, a drag paints and a click does not lock. */
  readonly onStroke?: (stroke: Stroke) => void;
  /** Whether fingers paint; if not they scroll the page, and a tap locks. */
  readonly paintByTouch?: boolean;
  /** Other keys on the focused patch; true where it was used. */
  readonly onKey?: (key: string, patch: number) => boolean;
  readonly children?: ReactNode;
}

export function PatchCanvas(props: PatchCanvasProps) {
  const { label, pixels, split = null, cells, marks, describe, onStroke, paintByTouch = false } = props;
  const overlay = useSharpCanvas((context, ratio) => drawOverlay(context, cells, marks, ratio));
  const pointer = usePointer(props);
  const fingersPaint = onStroke !== undefined && paintByTouch;
  return (
    <div
      role="group"
      aria-label={label}
      className={`relative isolate aspect-square w-full overflow-hidden rounded-sm select-none ${onStroke === undefined ? '' : 'cursor-crosshair'}`}
      style={{ touchAction: fingersPaint ? 'none' : 'auto' }}
      {...pointer}
    >
      <PixelCanvas pixels={pixels} still={props.still} />
      {split !== null && (
        <div className="absolute inset-0" style={{ clipPath: `inset(0 ${100 - 100 * split.part}% 0 0)` }}>
          <PixelCanvas pixels={split.pixels} />
        </div>
      )}
      <canvas ref={overlay} aria-hidden className="absolute inset-0 size-full" />
      <PatchCursor {...props} describe={describe} />
      {props.children}
    </div>
  );
}

/** The bytes of a picture, enlarged without smoothing; a baked picture or a hatch while there is none. */
export function PixelCanvas({
  pixels,
  still,
}: {
  readonly pixels: Pixels | null;
  readonly still?: string | undefined;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current !== null && pixels !== null) putPixels(canvas.current, pixels);
  }, [pixels]);
  return (
    <>
      {pixels === null &&
        (still === undefined ? (
          <div className="hatch absolute inset-0" />
        ) : (
          <img src={still} alt="" draggable={false} className="still absolute inset-0" />
        ))}
      <canvas
        ref={canvas}
        aria-hidden
        data-pixels
        hidden={pixels === null}
        className="absolute inset-0 size-full [image-rendering:pixelated]"
      />
    </>
  );
}

/** The only tab stop of a picture: a button that stands on the focused patch and carries its facts as its name. */
function PatchCursor({ cells, marks, describe, onFocus, onLock, onKey }: PatchCanvasProps) {
  const [own, setOwn] = useState(0);
  const patch = Math.min(marks.focus ?? marks.locked ?? own, cells.rows * cells.cols - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = neighbour(patch, event.key, cells);
    if (next !== null) {
      setOwn(next);
      onFocus(next);
    } else if (event.key === 'Enter') onLock(patch, event.shiftKey);
    else if (event.key === 'Escape') onLock(null, false);
    else if (onKey?.(event.key, patch) !== true) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      aria-label={describe(patch)}
      onKeyDown={onKeyDown}
      onFocus={() => onFocus(patch)}
      onBlur={() => {
        setOwn(patch);
        onFocus(null);
      }}
      className="pointer-events-none absolute"
      style={{
        left: `${(100 * (patch % cells.cols)) / cells.cols}%`,
        top: `${(100 * Math.floor(patch / cells.cols)) / cells.rows}%`,
        width: `${100 / cells.cols}%`,
        height: `${100 / cells.rows}%`,
      }}
    />
  );
}

/** Pointer events as focus, lock and strokes. */
function usePointer({ cells, onFocus, onLock, onStroke, paintByTouch = false }: PatchCanvasProps) {
  const painting = useRef<number | null>(null);
  const patchOf = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return cellAt(event.clientX - box.left, event.clientY - box.top, box.width, box.height, cells);
  };
  const paints = (event: PointerEvent): boolean =>
    onStroke !== undefined && event.button === 0 && (event.pointerType !== 'touch' || paintByTouch);
  const finish = (event: PointerEvent<HTMLElement>, phase: 'end' | 'cancel'): void => {
    if (painting.current !== event.pointerId) return;
    painting.current = null;
    onStroke?.({ phase, patch: patchOf(event), reveal: event.altKey });
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (!paints(event) || painting.current !== null) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      painting.current = event.pointerId;
      onStroke?.({ phase: 'start', patch: patchOf(event), reveal: event.altKey });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const patch = patchOf(event);
      if (painting.current === event.pointerId) onStroke?.({ phase: 'move', patch, reveal: event.altKey });
      if (event.pointerType !== 'touch' || painting.current !== null) onFocus(patch);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const wasPainting = painting.current === event.pointerId;
      finish(event, 'end');
      if (!wasPainting && event.button === 0) onLock(patchOf(event), event.shiftKey);
    },
    onPointerCancel: (event: PointerEvent<HTMLElement>) => finish(event, 'cancel'),
    onPointerLeave: () => {
      if (painting.current === null) onFocus(null);
    },
  };
}
