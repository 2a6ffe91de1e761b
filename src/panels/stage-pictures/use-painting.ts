/** @file Drags over the masked picture become changes of the mask: all that a drag does is one step of undo. */

import { useRef, useState } from 'react';
import { endStroke, paint, showFrame, togglePin } from '../../store/actions.ts';
import { app } from '../../store/store.ts';
import { footprint, rectangle, swept, type Cells } from '../../ui/canvas/cells.ts';
import type { Stroke } from '../../ui/canvas/PatchCanvas.tsx';
import { dragTo, grabbed, type Grip } from './grab.ts';

interface Drag {
  readonly start: number;
  /** The opposite of what the first patch was. */
  readonly hides: boolean;
  last: number;
}

export interface Painting {
  readonly onStroke: (stroke: Stroke) => void;
  readonly onKey: (key: string, patch: number) => boolean;
  /** Opposite corners of the rectangle under way. */
  readonly selection: readonly [number, number] | null;
}

export function usePainting(cells: Cells): Painting {
  const drag = useRef<Drag | null>(null);
  const grip = useRef<Grip | null>(null);
  const [selection, setSelection] = useState<readonly [number, number] | null>(null);

  const begin = (patch: number, reveal: boolean): void => {
    const { mask, tool, brush, shownFrame } = app.getState();
    if (shownFrame !== null) showFrame(null);
    if (tool === 'pin') return togglePin(patch);
    grip.current = tool === 'brush' && !reveal ? grabbed(patch, cells) : null;
    if (grip.current !== null) return;
    const hides = !reveal && mask[patch] === 0;
    drag.current = { start: patch, hides, last: patch };
    if (tool === 'rectangle') setSelection([patch, patch]);
    else paint(footprint(patch, brush, cells), hides);
  };
  const move = (patch: number, reveal: boolean): void => {
    if (grip.current !== null) return dragTo(patch, grip.current, cells);
    const now = drag.current;
    if (now === null || patch === now.last) return;
    const { tool, brush } = app.getState();
    if (tool === 'rectangle') setSelection([now.start, patch]);
    else paint(swept(now.last, patch, brush, cells), now.hides && !reveal);
    now.last = patch;
  };
  const end = (patch: number, reveal: boolean, isDone: boolean): void => {
    const now = drag.current;
    grip.current = null;
    if (now === null) return;
    drag.current = null;
    setSelection(null);
    if (isDone && app.getState().tool === 'rectangle') {
      paint(rectangle(now.start, patch, cells), now.hides && !reveal);
    }
    endStroke();
  };

  return {
    selection,
    onStroke: ({ phase, patch, reveal }) => {
      if (phase === 'start') begin(patch, reveal);
      else if (phase === 'move') move(patch, reveal);
      else end(patch, reveal, phase === 'end');
    },
    onKey: (key, patch) => {
      const { mask } = app.getState();
      if (key === 'x' || key === 'X') {
        paint([patch], mask[patch] === 0);
        endStroke();
      } else if (key === 'p' || key === 'P') togglePin(patch);
      else return false;
      return true;
    },
  };
}
