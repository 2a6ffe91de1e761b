/** @file The running setting on the curves: a dot that is dragged or moved by keys, and moves the mask ratio. */

import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { setHidden } from '../../store/actions.ts';

interface DotProps {
  /** Shares of the plot. */
  readonly left: number;
  readonly top: number;
  readonly hidden: number;
  readonly patches: number;
  /** What it stands for, translated. */
  readonly spoken: string;
  /** False where the strategy has no ratio. */
  readonly canMove: boolean;
}

const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -8,
  PageUp: 8,
};

export function Dot({ left, top, hidden, patches, spoken, canMove }: DotProps) {
  const t = useT();
  const dragging = useRef<number | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (!canMove) return;
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    dragging.current = event.pointerId;
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (dragging.current !== event.pointerId || box === undefined) return;
    const wanted = Math.round(((event.clientX - box.left) / box.width) * patches);
    if (wanted !== hidden) setHidden(wanted);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = KEYS[event.key];
    if (by === undefined || !canMove || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    setHidden(hidden + by);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('Mask ratio on the curve')}
      aria-valuemin={0}
      aria-valuemax={patches}
      aria-valuenow={hidden}
      aria-valuetext={spoken}
      aria-disabled={!canMove}
      title={spoken}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => (dragging.current = null)}
      onKeyDown={onKeyDown}
      className={`absolute size-4 -translate-1/2 touch-none rounded-full border-2 border-surface bg-accent shadow ${canMove ? 'cursor-ew-resize' : ''} touch:after:absolute touch:after:-inset-4`}
      style={{ left: `${String(100 * left)}%`, top: `${String(100 * Math.min(1, Math.max(0, top)))}%` }}
    />
  );
}
